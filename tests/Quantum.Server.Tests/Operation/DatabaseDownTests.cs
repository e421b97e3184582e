using System.Net;
using Npgsql;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Operation;

/// <summary>A database in another process can be down, at the start and later.</summary>
public sealed class DatabaseDownTests(ServerOnPostgres server) : IClassFixture<ServerOnPostgres>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpRelay _relay = Relay(new NpgsqlConnectionStringBuilder(server.ConnectionString));

    [Fact]
    public async Task A_server_that_starts_before_its_database_answers_503_until_it_comes()
    {
        await using var host = await QuantumHost.StartUnreadyAsync(StoreKind.Postgres, Connection());

        (await host.Api.GetAsync("/healthz")).Expect(HttpStatusCode.OK);
        (await host.Api.GetAsync("/")).Expect(HttpStatusCode.OK);
        (await host.Api.GetAsync("/readyz")).Expect(HttpStatusCode.ServiceUnavailable).Text.Should().Be("The database does not answer");
        (await host.Api.GetAsync("networks")).Expect(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "The service is unavailable.");

        _relay.Open();
        await BecomesReadyAsync(host);
        (await host.Api.GetAsync("networks")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_that_loses_its_database_answers_503_until_it_returns()
    {
        _relay.Open();
        await using var host = await QuantumHost.StartAsync(StoreKind.Postgres, Connection());
        var network = await host.Api.NetworkAsync();

        _relay.Close();

        (await host.Api.GetAsync("networks")).Expect(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "The service is unavailable.");
        (await host.Api.PostAsync("networks", new { network = new { } })).Expect(
            HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "The service is unavailable.");
        (await host.Api.InFolsom().DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.Api.GetAsync("/readyz")).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.Api.GetAsync("/healthz")).Expect(HttpStatusCode.OK);

        _relay.Open();
        await BecomesReadyAsync(host);
        (await host.Api.ShowAsync("network", network.Id())).Id().Should().Be(network.Id());
    }

    public void Dispose() => _relay.Dispose();

    private static Task BecomesReadyAsync(QuantumHost host) => Eventually.BecomesTrueAsync(
        async _ => (await host.Api.GetAsync("/readyz")).Status == HttpStatusCode.OK, Patience, CancellationToken.None);

    private static TcpRelay Relay(NpgsqlConnectionStringBuilder target) => new(target.Host!, target.Port);

    private string Connection() =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Host = "127.0.0.1", Port = _relay.Port }.ConnectionString;
}
