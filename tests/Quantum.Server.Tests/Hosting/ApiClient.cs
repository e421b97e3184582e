using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quantum.Server.Tests.Hosting;

/// <summary>
/// A client of the server. Paths are below <c>/v2.0/</c> (<c>networks</c>, <c>ports/ID</c>) unless they begin with a slash. A
/// client without identity headers is an administrator; <see cref="As"/> makes one of a tenant.
/// <code>
/// var tenant = server.Api.As(Unique.Tenant());
/// var answer = await tenant.PostAsync("networks", new { network = new { name = "web" } });
/// answer.Expect(HttpStatusCode.Created).One.Text("name")
/// </code>
/// </summary>
public sealed class ApiClient : IDisposable
{
    private readonly Uri _address;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly string _prefix;
    private readonly IReadOnlyList<(string Name, string Value)> _headers;

    /// <summary>A client without identity headers.</summary>
    public ApiClient(Uri address)
        : this(address, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), ownsHttp: true, prefix: "", headers: [])
    {
    }

    private ApiClient(Uri address, HttpClient http, bool ownsHttp, string prefix, IReadOnlyList<(string Name, string Value)> headers) =>
        (_address, _http, _ownsHttp, _prefix, _headers) = (address, http, ownsHttp, prefix, headers);

    /// <summary>The same server, asked by a tenant.</summary>
    public ApiClient As(string tenant, string roles = "member") => With("X-Project-Id", tenant).With("X-Roles", roles);

    /// <summary>The same caller, with one more header in every request.</summary>
    public ApiClient With(string header, string value) => new(_address, _http, ownsHttp: false, _prefix, [.. _headers, (header, value)]);

    /// <summary>The same caller on the server's mount of 2012.</summary>
    public ApiClient InFolsom() => new(_address, _http, ownsHttp: false, "/folsom", _headers);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, content: null);

    /// <summary>Sends an object, by its properties' names; a string is sent as it is.</summary>
    public Task<Answer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, Content(body));

    /// <summary>Sends an object, by its properties' names; a string is sent as it is.</summary>
    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Content(body));

    /// <summary>Sends anything.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, Address(path)) { Content = content };
        foreach (var (name, value) in _headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return new Answer(
            response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.ToString());
    }

    /// <summary>Creates a network; what is null is left out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tenant">Its <c>tenant_id</c>.</param>
    /// <param name="shared">Whether all tenants use it.</param>
    /// <param name="more">An object with more attributes.</param>
    public Task<JsonElement> NetworkAsync(string? name = null, string? tenant = null, bool? shared = null, object? more = null) =>
        CreateAsync("network", Given(more, ("name", name), ("tenant_id", tenant), ("shared", shared)));

    /// <summary>Creates a subnet; what is null is left out, but IPv4 and a range of its own are given.</summary>
    public Task<JsonElement> SubnetAsync(
        string network, string? cidr = null, int ipVersion = 4, string? name = null, string? tenant = null, object? more = null) =>
        CreateAsync("subnet", Given(
            more,
            ("network_id", network),
            ("cidr", cidr ?? Unique.Cidr()),
            ("ip_version", ipVersion),
            ("name", name),
            ("tenant_id", tenant)));

    /// <summary>Creates a port; what is null is left out.</summary>
    public Task<JsonElement> PortAsync(
        string network, string? name = null, string? tenant = null, object? fixedIps = null, string? deviceOwner = null, object? more = null) =>
        CreateAsync("port", Given(
            more,
            ("network_id", network),
            ("name", name),
            ("tenant_id", tenant),
            ("fixed_ips", fixedIps),
            ("device_owner", deviceOwner)));

    /// <summary>Creates one object of any resource whose collection is its name with an "s".</summary>
    public async Task<JsonElement> CreateAsync(string resource, object attributes)
    {
        var answer = await PostAsync($"{resource}s", new Dictionary<string, object> { [resource] = attributes });
        return answer.Expect(HttpStatusCode.Created).One;
    }

    /// <summary>Reads one object.</summary>
    public async Task<JsonElement> ShowAsync(string resource, string id) =>
        (await GetAsync($"{resource}s/{id}")).Expect(HttpStatusCode.OK).One;

    /// <summary>Changes one object and answers what it is then.</summary>
    public async Task<JsonElement> ChangeAsync(string resource, string id, object changes)
    {
        var answer = await PutAsync($"{resource}s/{id}", new Dictionary<string, object> { [resource] = changes });
        return answer.Expect(HttpStatusCode.OK).One;
    }

    public void Dispose()
    {
        if (_ownsHttp)
            _http.Dispose();
    }

    /// <summary>Collections may be named as bodies do: <c>security_groups</c> stands at <c>security-groups</c>.</summary>
    private Uri Address(string path) =>
        new(_address.GetLeftPart(UriPartial.Authority) + (path.StartsWith('/') ? path : $"{_prefix}/v2.0/{InUrls(path)}"));

    private static string InUrls(string path)
    {
        var end = path.IndexOfAny(['/', '?']);
        return path.StartsWith("security_", StringComparison.Ordinal)
            ? (end < 0 ? path : path[..end]).Replace('_', '-') + (end < 0 ? "" : path[end..])
            : path;
    }

    private static HttpContent Content(object body) =>
        body is string text ? new StringContent(text, Encoding.UTF8, "application/json") : JsonContent.Create(body);

    private static JsonObject Given(object? more, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        var given = more is null ? [] : JsonSerializer.SerializeToNode(more)!.AsObject();
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                given[name] = JsonSerializer.SerializeToNode(value);
        }

        return given;
    }
}
