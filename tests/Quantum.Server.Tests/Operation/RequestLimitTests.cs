using System.Net;
using Quantum.Server.Hosting;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Operation;

/// <summary>How much, and how often, one client may ask.</summary>
public sealed class RequestLimitTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    private const string Slow = "Quantum:RateLimit:RequestsPerSecond=1";
    private const string Three = "Quantum:RateLimit:Burst=3";

    [Fact]
    public async Task Nobody_is_limited_by_default()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => server.Api.GetAsync("extensions")));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/folsom")]
    public async Task Who_asks_too_often_is_told_when_to_come_again(string mount)
    {
        await using var limited = await server.StartAnotherAsync(Slow, Three);

        var answers = await AskAsync(limited.Api, $"{mount}/v2.0/extensions");

        answers.Count(answer => answer.Status == HttpStatusCode.OK).Should().BeInRange(3, 9);
        var refused = answers.Last(answer => answer.Status != HttpStatusCode.OK).Expect(HttpStatusCode.TooManyRequests);
        refused.QuantumError.Should().Be("There are too many requests from this address.");
        refused.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.Zero);
        refused.Headers.GetValues("X-Openstack-Request-Id").Should().ContainSingle();
    }

    [Fact]
    public async Task The_refusal_is_typed()
    {
        await using var limited = await server.StartAnotherAsync(Slow, Three);

        var refused = (await AskAsync(limited.Api, "/v2.0/networks")).First(answer => answer.Status != HttpStatusCode.OK);

        refused.Expect(HttpStatusCode.TooManyRequests, "HTTPTooManyRequests", "There are too many requests from this address.");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/healthcheck")]
    [InlineData("/readyz")]
    public async Task Probes_are_not_counted(string probe)
    {
        await using var limited = await server.StartAnotherAsync(Slow, Three);
        await AskAsync(limited.Api, "/v2.0/extensions");

        (await AskAsync(limited.Api, probe)).Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_a_trusted_proxy_says_who_its_client_is()
    {
        await using var alone = await server.StartAnotherAsync(Slow, Three);
        await using var behindProxy = await server.StartAnotherAsync(Slow, Three, "Quantum:RateLimit:TrustedProxies:0=127.0.0.1");

        (await AskForManyAsync(alone.Api)).Should().Contain(answer => answer.Status == HttpStatusCode.TooManyRequests);
        (await AskForManyAsync(behindProxy.Api)).Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData(null, "255.255.255.255")]
    public void A_client_is_an_address_or_a_network(string? address, string client) =>
        RateLimits.Client(address is null ? null : IPAddress.Parse(address)).ToString().Should().Be(client);

    [Fact]
    public async Task Headers_may_be_large_but_not_endless()
    {
        (await server.Api.With("X-Large", new string('x', 40_000)).GetAsync("extensions")).Expect(HttpStatusCode.OK);
        (await server.Api.With("X-Large", new string('x', 70_000)).GetAsync("extensions")).Expect(HttpStatusCode.RequestHeaderFieldsTooLarge);
        (await server.Api.GetAsync($"networks?name={new string('x', 70_000)}")).Expect(HttpStatusCode.RequestUriTooLong);
    }

    [Fact]
    public async Task The_limits_of_headers_are_options()
    {
        await using var narrow = await server.StartAnotherAsync("Quantum:MaxRequestHeaderBytes=2048", "Quantum:MaxRequestHeaders=5");

        (await narrow.Api.GetAsync("extensions")).Expect(HttpStatusCode.OK);
        (await narrow.Api.With("X-Large", new string('x', 3000)).GetAsync("extensions")).Expect(HttpStatusCode.RequestHeaderFieldsTooLarge);
        (await Enumerable.Range(0, 6).Aggregate(narrow.Api, (caller, i) => caller.With($"X-{i}", "x")).GetAsync("extensions"))
            .Expect(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    private static async Task<IReadOnlyList<Answer>> AskAsync(ApiClient caller, string path) =>
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => caller.GetAsync(path)));

    private static async Task<IReadOnlyList<Answer>> AskForManyAsync(ApiClient caller) =>
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => caller.With("X-Forwarded-For", $"192.0.2.{i}").GetAsync("extensions")));
}
