using System.Net;
using System.Text;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Identity;

/// <summary>
/// The real Keystone of a test run, with two projects and their people: <c>mia</c> is a member of <c>acme</c>, <c>rita</c> a reader,
/// <c>gus</c> a member of <c>globex</c>, <c>admin</c> the cloud's administrator; <c>quantum</c> and <c>nova</c> are services. The
/// password of each is <see cref="Password"/>.
/// </summary>
public sealed class KeystoneFixture : IAsyncLifetime, IDisposable
{
    public const string Password = "secret";
    private const string SystemScope = """{"system": {"all": true}}""";

    /// <summary>A connection for each request: Keystone may end an idle one at the moment it is used again.</summary>
    private readonly HttpClient _http = new() { DefaultRequestHeaders = { ConnectionClose = true } };
    private readonly Dictionary<string, string> _projects = [];
    private KeystoneProcess? _process;
    private string? _admin;

    public Uri Address => _process!.Address;

    /// <summary>The options of a server that believes this Keystone.</summary>
    public string[] Options =>
    [
        "Quantum:Identity=keystone",
        $"Quantum:Keystone:AuthUrl={Address}",
        "Quantum:Keystone:Username=quantum",
        $"Quantum:Keystone:Password={Password}",
        "Quantum:Keystone:HttpRequestTimeout=60",
    ];

    public async Task InitializeAsync()
    {
        _process = await KeystoneProcess.StartAsync();
        _admin = await TokenAsync("admin", "admin");
        var roles = await RolesAsync("admin", "member", "reader", "service");
        foreach (var project in new[] { "acme", "globex", "service" })
            _projects[project] = await CreateAsync("projects", new { name = project, domain_id = "default" });
        await AddUserAsync("mia", "acme", roles["member"]);
        await AddUserAsync("rita", "acme", roles["reader"]);
        await AddUserAsync("gus", "globex", roles["member"]);
        await AddUserAsync("quantum", "service", roles["service"]);
        await AddUserAsync("nova", "service", roles["service"]);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
            await _process.StopAsync();
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The id of a project.</summary>
    public string Project(string name) => _projects[name];

    /// <summary>A token for a project, or without a scope.</summary>
    public Task<string> TokenAsync(string user, string? project) => TokenAsync(Address, user, Scope(project));

    /// <summary>A token for the whole system.</summary>
    public Task<string> SystemTokenAsync(string user) => TokenAsync(Address, user, SystemScope);

    /// <summary>A token for a project that ends after fifteen seconds.</summary>
    public Task<string> BriefTokenAsync(string user, string project) => TokenAsync(_process!.BriefAddress, user, Scope(project));

    /// <summary>A token of an application credential that may do only what the rules say.</summary>
    public async Task<string> RestrictedTokenAsync(string user, string project, params object[] rules)
    {
        var token = await TokenAsync(user, project);
        var own = await SendAsync(HttpMethod.Get, "auth/tokens", token, subject: token);
        var id = own.GetProperty("token").GetProperty("user").Id();
        var credential = (await SendAsync(
            HttpMethod.Post,
            $"users/{id}/application_credentials",
            token,
            new { application_credential = new { name = Unique.Name("credential"), access_rules = rules } })).GetProperty("application_credential");
        return await TokenAsync(
            Address,
            $$"""
            {"identity": {"methods": ["application_credential"], "application_credential":
                {"id": "{{credential.Id()}}", "secret": "{{credential.Text("secret")}}"} } }
            """);
    }

    /// <summary>Ends a token before its time.</summary>
    public Task RevokeAsync(string token) => SendAsync(HttpMethod.Delete, "auth/tokens", _admin!, subject: token);

    /// <summary>A region of the catalogue in which the network service has that address; its name.</summary>
    public async Task<string> RegionAsync(Uri network)
    {
        var region = Unique.Name("region");
        await SendAsync(HttpMethod.Post, "regions", _admin!, new { region = new { id = region } });
        var service = await CreateAsync("services", new { name = "quantum", type = "network" });
        await EndpointAsync(service, region, network);
        var services = await SendAsync(HttpMethod.Get, "services?type=identity", _admin!);
        await EndpointAsync(services.GetProperty("services")[0].Id(), region, Address);
        return region;
    }

    private Task<string> EndpointAsync(string service, string region, Uri url) =>
        CreateAsync("endpoints", new { service_id = service, region_id = region, @interface = "public", url = url.ToString().TrimEnd('/') });

    private async Task<Dictionary<string, string>> RolesAsync(params string[] names)
    {
        var known = (await SendAsync(HttpMethod.Get, "roles", _admin!)).GetProperty("roles").EnumerateArray()
            .ToDictionary(role => role.Text("name")!, role => role.Id());
        foreach (var name in names.Where(name => !known.ContainsKey(name)))
            known[name] = await CreateAsync("roles", new { name });
        return known;
    }

    private async Task AddUserAsync(string name, string project, string role)
    {
        var user = await CreateAsync("users", new { name, password = Password, domain_id = "default" });
        await SendAsync(HttpMethod.Put, $"projects/{_projects[project]}/users/{user}/roles/{role}", _admin!);
    }

    private async Task<string> CreateAsync(string collection, object item)
    {
        var name = collection[..^1];
        var answer = await SendAsync(HttpMethod.Post, collection, _admin!, new Dictionary<string, object> { [name] = item });
        return answer.GetProperty(name).Id();
    }

    private static string Scope(string? project) =>
        project is null ? "\"unscoped\"" : $$$"""{"project": {"name": "{{{project}}}", "domain": {"id": "default"} } }""";

    private Task<string> TokenAsync(Uri address, string user, string scope) => TokenAsync(
        address,
        $$"""
        {"identity": {"methods": ["password"], "password":
            {"user": {"name": "{{user}}", "domain": {"id": "default"}, "password": "{{Password}}"} } },
         "scope": {{scope}}}
        """);

    private async Task<string> TokenAsync(Uri address, string auth)
    {
        using var body = Text($$"""{"auth": {{auth}}}""");
        using var answer = await _http.PostAsync(new Uri(address, "auth/tokens"), body);
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("X-Subject-Token").Single();
    }

    /// <summary>A body with its length: the server under Keystone does not understand chunks.</summary>
    private static StringContent Json(object body) => Text(JsonSerializer.Serialize(body));

    private static StringContent Text(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string token, object? body = null, string? subject = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = body is null ? null : Json(body) };
        request.Headers.Add("X-Auth-Token", token);
        if (subject is not null)
            request.Headers.Add("X-Subject-Token", subject);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.Should().BeTrue("{0} {1} answers {2}", method, path, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}

/// <summary>The test classes that share the run's one Keystone.</summary>
[CollectionDefinition(Name)]
public sealed class KeystoneCollection : ICollectionFixture<KeystoneFixture>
{
    public const string Name = "Keystone";
}
