using System.Net;
using Microsoft.AspNetCore.Http;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Identity;

/// <summary>A Keystone that is asked seldom, and one that is slow, broken or gone: then nobody gets in, and nobody is thrown out.</summary>
public sealed class KeystoneTroubleTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>, IAsyncLifetime
{
    private FakeKeystone? _keystone;

    private FakeKeystone Keystone => _keystone!;

    public async Task InitializeAsync() => _keystone = await FakeKeystone.StartAsync();

    public async Task DisposeAsync() => await Keystone.DisposeAsync();

    [Fact]
    public async Task Parallel_requests_with_a_new_token_ask_once()
    {
        await using var host = await StartAsync();
        Keystone.Before = () => Task.Delay(TimeSpan.FromMilliseconds(300));
        var caller = host.Api.With("X-Auth-Token", Keystone.Issue("mia", "acme", ["member"]));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => caller.GetAsync("networks")));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        (Keystone.Validations, Keystone.Logins).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_thousand_requests_with_a_token_ask_once()
    {
        await using var host = await StartAsync();
        var caller = host.Api.With("X-Auth-Token", Keystone.Issue("mia", "acme", ["member"]));

        for (var round = 0; round < 100; round++)
            await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => (await caller.GetAsync("")).Expect(HttpStatusCode.OK)));

        Keystone.Validations.Should().Be(1);
    }

    [Fact]
    public async Task A_caller_who_goes_away_does_not_spoil_it_for_the_others()
    {
        await using var host = await StartAsync();
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        Keystone.Before = () =>
        {
            asked.TrySetResult();
            return go.Task;
        };
        var token = Keystone.Issue("mia", "acme", ["member"]);
        using var impatient = new HttpClient();
        impatient.DefaultRequestHeaders.Add("X-Auth-Token", token);
        using var patience = new CancellationTokenSource();
        var first = impatient.GetAsync(new Uri(host.Address, "/v2.0/networks"), patience.Token);
        await asked.Task;
        var second = host.Api.With("X-Auth-Token", token).GetAsync("networks");

        await patience.CancelAsync();
        await first.Invoking(request => request).Should().ThrowAsync<OperationCanceledException>();
        go.SetResult();

        (await second).Expect(HttpStatusCode.OK);
        Keystone.Validations.Should().Be(1);
    }

    [Fact]
    public async Task A_revoked_token_lives_as_long_as_the_cache_remembers_it()
    {
        await using var remembering = await StartAsync();
        await using var forgetting = await StartAsync("Quantum:Keystone:TokenCacheTime=-1");
        var token = Keystone.Issue("mia", "acme", ["member"]);
        (await remembering.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.OK);
        (await forgetting.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.OK);

        Keystone.Revoke(token);

        (await remembering.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.OK);
        (await forgetting.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refused_token_of_the_server_is_renewed_once_unnoticed()
    {
        await using var host = await StartAsync();
        (await AskAsync(host)).Expect(HttpStatusCode.OK);
        Keystone.EndOwnToken();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(host)));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        Keystone.Logins.Should().Be(2);
    }

    [Fact]
    public async Task A_Keystone_that_is_down_is_no_reason_to_throw_a_token_away()
    {
        await using var host = await StartAsync();
        var known = host.Api.With("X-Auth-Token", Keystone.Issue("mia", "acme", ["member"]));
        (await known.GetAsync("networks")).Expect(HttpStatusCode.OK);
        var token = Keystone.Issue("gus", "globex", ["admin"]);

        await Keystone.StopAsync();

        ExpectUnavailable(await host.Api.With("X-Auth-Token", token).GetAsync("networks"));
        ExpectUnavailable(await host.Api.With("X-Auth-Token", token).PostAsync("networks", new { network = new { } }));
        (await known.GetAsync("networks")).Expect(HttpStatusCode.OK);
        (await host.Api.GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_Keystone_that_does_not_answer_in_time_is_not_waited_for()
    {
        await using var host = await StartAsync("Quantum:Keystone:HttpRequestTimeout=1");
        (await AskAsync(host)).Expect(HttpStatusCode.OK);
        Keystone.Trouble = async aborted =>
        {
            await Task.Delay(Timeout.Infinite, aborted);
            return Results.Ok();
        };

        ExpectUnavailable(await AskAsync(host));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, "")]
    [InlineData(403, "")]
    [InlineData(401, "")]
    [InlineData(429, "")]
    [InlineData(302, "")]
    [InlineData(204, "")]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"token": null}""")]
    [InlineData(200, """{"token": {"user": {"id": "root"}, "roles": [{"name": "admin"}]}}""")]
    [InlineData(200, """{"token": {"expires_at": "2099-01-01T00:00:00Z", "roles": [{"name": "admin"}]}}""")]
    [InlineData(200, """{"token": {"expires_at": "soon", "user": {"id": "root"}, "roles": [{"name": "admin"}]}}""")]
    [InlineData(200, """{"token": {"expires_at": "2099-01-01T00:00:00Z", "user": {"id": null}, "roles": [{"name": "admin"}]}}""")]
    [InlineData(200, """{"token": {"expires_at": "2099-01-01T00:00:00Z", "user": {"id": "root"}, "roles": [null]}}""")]
    public async Task Whatever_else_Keystone_answers_lets_nobody_in(int status, string body)
    {
        await using var host = await StartAsync();
        Keystone.Trouble = _ => Task.FromResult(Results.Text(body, "application/json", statusCode: status));

        ExpectUnavailable(await AskAsync(host));

        Keystone.Trouble = null;
        (await AskAsync(host)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_endless_answer_lets_nobody_in()
    {
        await using var host = await StartAsync();
        Keystone.Trouble = _ => Task.FromResult(Results.Text(new string(' ', 2 * 1024 * 1024), "application/json"));

        ExpectUnavailable(await AskAsync(host));
    }

    [Fact]
    public async Task Refused_credentials_are_not_tried_over_and_over()
    {
        await using var host = await StartAsync();
        Keystone.LoginStatus = StatusCodes.Status401Unauthorized;

        for (var attempt = 0; attempt < 5; attempt++)
            ExpectUnavailable(await AskAsync(host));

        Keystone.Logins.Should().Be(1);
    }

    private Task<Answer> AskAsync(QuantumHost host) =>
        host.Api.With("X-Auth-Token", Keystone.Issue("mia", "acme", ["member"])).GetAsync("networks");

    private Task<QuantumHost> StartAsync(params string[] options) => server.StartAnotherAsync([.. Keystone.Options, .. options]);

    private static void ExpectUnavailable(Answer answer)
    {
        answer.Expect(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "The Keystone service is temporarily unavailable.");
        answer.Headers.WwwAuthenticate.Should().BeEmpty();
    }
}
