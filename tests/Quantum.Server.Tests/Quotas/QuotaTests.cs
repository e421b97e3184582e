using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Quotas;

/// <summary>Limits hold whatever the callers do at the same time.</summary>
public abstract class QuotaTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : QuotaTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : QuotaTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task Forty_parallel_callers_create_exactly_ten(string resource)
    {
        await using var host = await LimitedAsync();
        var network = await server.Api.NetworkAsync(shared: true);
        var caller = host.Api.As(_tenant, "admin");

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ =>
            caller.PostAsync($"{resource}s", new Dictionary<string, object> { [resource] = Item(resource, network.Id()) })));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).Should().HaveCount(10);
        answers.Where(answer => answer.Status != HttpStatusCode.Created)
            .Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("OverQuota"));
        (await caller.GetAsync($"{resource}s?tenant_id={_tenant}")).Items.Should().HaveCount(10);
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task A_list_over_the_limit_creates_nothing(string resource)
    {
        await using var host = await LimitedAsync();
        var network = await server.Api.NetworkAsync(shared: true);
        var caller = host.Api.As(_tenant, "admin");

        (await caller.PostAsync($"{resource}s", Items(resource, network.Id(), 11))).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("OverQuota");
        (await caller.GetAsync($"{resource}s?tenant_id={_tenant}")).Items.Should().BeEmpty();
        (await caller.PostAsync($"{resource}s", Items(resource, network.Id(), 10))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Parallel_lists_do_not_overshoot_together()
    {
        await using var host = await LimitedAsync();
        var caller = host.Api.As(_tenant);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => caller.PostAsync("networks", Items("network", "", 4))));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).Should().HaveCount(2);
        (await caller.GetAsync("networks?shared=False")).Items.Should().HaveCount(8);
    }

    [Fact]
    public async Task A_list_for_several_tenants_is_counted_for_each()
    {
        await using var host = await LimitedAsync();
        var other = Unique.Tenant();
        object[] items = [.. Enumerable.Repeat<object>(new { tenant_id = _tenant }, 10), new { tenant_id = other }];

        (await host.Api.PostAsync("networks", new { networks = items })).Expect(HttpStatusCode.Created);
        (await host.Api.PostAsync("networks", new { network = new { tenant_id = _tenant } })).Expect(HttpStatusCode.Conflict);
        (await host.Api.PostAsync("networks", new { network = new { tenant_id = other } })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_deleted_no_longer_counts()
    {
        await using var host = await LimitedAsync();
        var caller = host.Api.As(_tenant);
        var created = await caller.PostAsync("networks", Items("network", "", 10));

        (await caller.DeleteAsync($"networks/{created.Ids[0]}")).Expect(HttpStatusCode.NoContent);

        (await caller.PostAsync("networks", Items("network", "", 1))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Administrators_are_counted_like_others()
    {
        await using var host = await LimitedAsync();

        (await host.Api.PostAsync("networks", Items("network", "", 10, _tenant))).Expect(HttpStatusCode.Created);
        (await host.Api.PostAsync("networks", Items("network", "", 1, _tenant))).Expect(HttpStatusCode.Conflict);
    }

    private Task<QuantumHost> LimitedAsync() =>
        server.StartAnotherAsync("Quantum:Quota:Network=10", "Quantum:Quota:Subnet=10", "Quantum:Quota:Port=10");

    private static Dictionary<string, object> Items(string resource, string network, int count, string? tenant = null) => new()
    {
        [$"{resource}s"] = Enumerable.Range(0, count).Select(_ => Item(resource, network, tenant)).ToArray(),
    };

    private static Dictionary<string, object> Item(string resource, string network, string? tenant = null)
    {
        var item = new Dictionary<string, object>();
        if (tenant is not null)
            item["tenant_id"] = tenant;
        if (resource != "network")
            item["network_id"] = network;
        if (resource == "subnet")
            (item["ip_version"], item["cidr"]) = (4, Unique.Cidr());
        return item;
    }
}
