using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Quotas;

/// <summary>A tenant's own limit goes before the configured one.</summary>
public abstract class OwnQuotaTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : OwnQuotaTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : OwnQuotaTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_limit_is_raised_lowered_lifted_and_forgotten()
    {
        await using var host = await server.StartAnotherAsync("Quantum:Quota:Network=1");
        await CreateAsync(host.Api, HttpStatusCode.Created);
        await CreateAsync(host.Api, HttpStatusCode.Conflict);

        await SetAsync(host.Api, 2);
        await CreateAsync(host.Api, HttpStatusCode.Created);
        await CreateAsync(host.Api, HttpStatusCode.Conflict);
        await SetAsync(host.Api, 1);
        await CreateAsync(host.Api, HttpStatusCode.Conflict);
        await SetAsync(host.Api, -1);
        await CreateAsync(host.Api, HttpStatusCode.Created);
        await host.Api.DeleteAsync($"quotas/{_tenant}");
        await CreateAsync(host.Api, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_limit_holds_where_the_default_is_unlimited()
    {
        await SetAsync(server.Api, 1);

        await CreateAsync(server.Api, HttpStatusCode.Created);
        await CreateAsync(server.Api, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_owners_limit_counts_not_the_callers()
    {
        var admin = Unique.Tenant();
        await server.Api.PutAsync($"quotas/{admin}", new { quota = new { network = 0 } });
        await SetAsync(server.Api, 1);
        var caller = server.Api.As(admin, "admin");

        await CreateAsync(caller, HttpStatusCode.Created);
        var refusal = await CreateAsync(caller, HttpStatusCode.Conflict);

        refusal.Expect(HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['network'].");
    }

    [Fact]
    public async Task Subnets_and_ports_are_counted_too()
    {
        var network = (await server.Api.NetworkAsync()).Id();
        await server.Api.PutAsync($"quotas/{_tenant}", new { quota = new { subnet = 0, port = 0 } });
        object subnet = new { network_id = network, tenant_id = _tenant, ip_version = 4, cidr = Unique.Cidr() };

        (await server.Api.PostAsync("subnets", new { subnet })).Expect(HttpStatusCode.Conflict);
        (await server.Api.PostAsync("ports", new { port = new { network_id = network, tenant_id = _tenant } })).Expect(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-1)]
    public async Task Forty_parallel_callers_create_exactly_five(int standard)
    {
        await using var host = await server.StartAnotherAsync($"Quantum:Quota:Network={standard}");
        await SetAsync(host.Api, 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => PostAsync(host.Api)));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).Should().HaveCount(5);
        answers.Where(answer => answer.Status != HttpStatusCode.Created)
            .Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("OverQuota"));
    }

    [Fact]
    public async Task A_checked_limit_and_parallel_callers_never_overshoot_it()
    {
        await SetAsync(server.Api, 20);

        var creating = Enumerable.Range(0, 30).Select(_ => PostAsync(server.Api)).ToList();
        var set = await server.Api.PutAsync($"quotas/{_tenant}", new { quota = new { network = 5, check_limit = true } });
        await Task.WhenAll(creating);

        var owned = (await server.Api.GetAsync($"quotas/{_tenant}/details")).One.GetProperty("network");
        owned.GetProperty("used").GetInt32().Should().Be(set.Status == HttpStatusCode.OK ? 5 : 20);
    }

    private Task<Answer> PostAsync(ApiClient caller) => caller.PostAsync("networks", new { network = new { tenant_id = _tenant } });

    private async Task<Answer> CreateAsync(ApiClient caller, HttpStatusCode expected) => (await PostAsync(caller)).Expect(expected);

    private async Task SetAsync(ApiClient caller, int limit) =>
        (await caller.PutAsync($"quotas/{_tenant}", new { quota = new { network = limit } })).Expect(HttpStatusCode.OK);
}
