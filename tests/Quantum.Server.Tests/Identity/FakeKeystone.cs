using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quantum.Server.Tests.Identity;

/// <summary>
/// A Keystone that can be slow, broken and counted: real HTTP on a port of its own, with the tokens that a test gives it. It believes
/// any password, and whoever asks about tokens must show the last token that was issued so.
/// </summary>
internal sealed class FakeKeystone : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly WebApplication _app;
    private int _logins;
    private int _validations;
    private string? _own;

    private FakeKeystone(Action<IWebHostBuilder>? configure)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.WebHost);
        _app = builder.Build();
        _app.MapPost("/v3/auth/tokens", (Delegate)LogIn);
        _app.MapGet("/v3/auth/tokens", (Delegate)ValidateAsync);
    }

    public string Address => _app.Urls.Single();

    /// <summary>The options of a server that believes this Keystone, and does not wait long for it.</summary>
    public string[] Options =>
    [
        "Quantum:Identity=keystone",
        $"Quantum:Keystone:AuthUrl={Address}/v3",
        "Quantum:Keystone:Username=quantum",
        "Quantum:Keystone:Password=hunter2",
        "Quantum:Keystone:HttpRequestTimeout=20",
    ];

    /// <summary>How often somebody logged in.</summary>
    public int Logins => _logins;

    /// <summary>How often somebody asked about a token with a good token of its own.</summary>
    public int Validations => _validations;

    /// <summary>The status of every answer to a log-in.</summary>
    public int LoginStatus { get; set; } = StatusCodes.Status201Created;

    /// <summary>What is answered about any token in place of the truth.</summary>
    public Func<CancellationToken, Task<IResult>>? Trouble { get; set; }

    /// <summary>What happens before an answer about a token.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public static async Task<FakeKeystone> StartAsync(Action<IWebHostBuilder>? configure = null)
    {
        var keystone = new FakeKeystone(configure);
        await keystone._app.StartAsync();
        return keystone;
    }

    /// <summary>Issues a token.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="project">Its project; <c>null</c>: it has none.</param>
    /// <param name="roles">Its roles.</param>
    /// <param name="expiresIn">When it ends; default in an hour.</param>
    /// <param name="more">More members of the token, as JSON that begins with a comma.</param>
    public string Issue(string user, string? project = null, string[]? roles = null, TimeSpan? expiresIn = null, string more = "")
    {
        var token = $"{user}-{Guid.NewGuid():N}";
        var scope = project is null ? "" : $$$""", "project": {"id": "{{{project}}}", "name": "{{{project}}}", "domain": {"id": "default", "name": "Default"}}""";
        var names = string.Join(", ", (roles ?? []).Select(role => $$"""{"id": "{{role}}-id", "name": "{{role}}"}"""));
        _tokens[token] = $$$"""
            {"token": {"methods": ["password"], "expires_at": "{{{Time(expiresIn ?? TimeSpan.FromHours(1))}}}", "roles": [{{{names}}}],
             "user": {"id": "{{{user}}}", "name": "{{{user}}}", "domain": {"id": "default", "name": "Default"} }{{{scope}}}{{{more}}} } }
            """;
        return token;
    }

    /// <summary>Ends a token.</summary>
    public void Revoke(string token) => _tokens.TryRemove(token, out _);

    /// <summary>Ends the token that the server got for itself.</summary>
    public void EndOwnToken() => _own = null;

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult LogIn(HttpContext http)
    {
        http.Response.Headers["X-Subject-Token"] = _own = $"own-{Interlocked.Increment(ref _logins)}";
        var body = $$$"""{"token": {"expires_at": "{{{Time(TimeSpan.FromHours(1))}}}", "user": {"id": "quantum"} } }""";
        return Results.Text(body, "application/json", statusCode: LoginStatus);
    }

    private async Task<IResult> ValidateAsync(HttpContext http)
    {
        if (Trouble is not null)
            return await Trouble(http.RequestAborted);
        if (http.Request.Headers["X-Auth-Token"] != _own)
            return Results.Unauthorized();

        Interlocked.Increment(ref _validations);
        await Before();
        return _tokens.TryGetValue(http.Request.Headers["X-Subject-Token"].ToString(), out var token)
            ? Results.Text(token, "application/json")
            : Results.NotFound();
    }

    private static string Time(TimeSpan fromNow) =>
        (TimeProvider.System.GetUtcNow() + fromNow).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
