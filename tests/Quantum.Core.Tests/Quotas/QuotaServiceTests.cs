using Quantum.Core.Quotas;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;
using Quantum.Resources.Quotas;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Quotas;

public abstract class QuotaServiceTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : QuotaServiceTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : QuotaServiceTests(fixture), IClassFixture<MigratedPostgres>;

    private readonly CoreHost host = new(fixture.Store);
    private readonly string tenant = Guid.NewGuid().ToString("N");

    private QuotaService Quotas => new(host.Store);

    [Fact]
    public void Every_resource_with_a_quota_has_a_default()
    {
        QuotaService.Default(ApiProfile.Modern).Select(limit => limit.Limit).Should().Equal(100, 100, 500, 10, 50, -1, 10, 100, 10, -1);
        QuotaService.Default(ApiProfile.Folsom).Select(limit => limit.Limit).Should().Equal(10, 10, 50, 10, 50);
    }

    [Fact]
    public async Task Limits_that_are_not_set_follow_the_profile()
    {
        await SetAsync(new QuotaLimit("subnet", 7));

        (await Quotas.GetAsync(ApiProfile.Folsom, tenant, default)).Should().Equal(
            new("network", 10), new("subnet", 7), new("port", 50), new("router", 10), new("floatingip", 50));
        (await Quotas.ListAsync(ApiProfile.Modern, default)).Single(listed => listed.TenantId == tenant)
            .Limits.Should().Contain(new QuotaLimit("subnet", 7)).And.Contain(new QuotaLimit("port", 500));
    }

    [Fact]
    public async Task Update_answers_what_is_stored()
    {
        await SetAsync(new QuotaLimit("subnet", 7), new QuotaLimit("port", 1));

        var answered = await SetAsync(new QuotaLimit("port", -1));

        answered.Should().Contain(new QuotaLimit("subnet", 7)).And.Contain(new QuotaLimit("port", -1));
        (await Quotas.GetAsync(ApiProfile.Modern, tenant, default)).Should().Equal(answered);
    }

    [Fact]
    public async Task Delete_forgets_this_tenant_only()
    {
        var other = $"{tenant}-other";
        await SetAsync(new QuotaLimit("port", 1));
        await Quotas.UpdateAsync(ApiProfile.Modern, other, new([new("port", 2)], ChecksUse: false), default);

        await Quotas.DeleteAsync(tenant, default);

        (await Quotas.ListAsync(ApiProfile.Modern, default)).Select(listed => listed.TenantId).Should().Contain(other).And.NotContain(tenant);
    }

    [Fact]
    public async Task Details_count_this_tenant_only()
    {
        var network = await host.As(tenant, ApiProfile.Modern).CreateNetworkAsync();
        await host.As(tenant, ApiProfile.Modern).CreatePortAsync(network.Id);
        await host.Modern.CreatePortAsync(network.Id);

        var details = await Quotas.DetailsAsync(ApiProfile.Modern, tenant, default);

        details.Should().Equal(
            new("network", 100, 1), new("subnet", 100, 0), new("port", 500, 1), new("router", 10, 0), new("floatingip", 50, 0),
            new("subnetpool", -1, 0), new("security_group", 10, 1), new("security_group_rule", 100, 4), new("rbac_policy", 10, 0),
            new("trunk", -1, 0));
    }

    [Fact]
    public async Task A_checked_limit_below_use_sets_nothing()
    {
        await host.As(tenant, ApiProfile.Modern).CreateNetworksAsync(2);

        var set = () => Quotas.UpdateAsync(
            ApiProfile.Modern, tenant, new([new("port", 3), new("network", 1)], ChecksUse: true), default);

        (await set.Should().ThrowAsync<QuotaBelowUseException>())
            .WithMessage("Quota limit 1 for network must be greater than or equal to already used 2");
        (await Quotas.GetAsync(ApiProfile.Modern, tenant, default)).Should().Equal(QuotaService.Default(ApiProfile.Modern));
    }

    [Fact]
    public async Task A_limit_of_its_own_goes_before_the_profiles()
    {
        var caller = host.Bound(tenant, ApiProfile.Modern with { NetworkQuota = 0 });

        await SetAsync(new QuotaLimit("network", 1));
        await caller.CreateNetworkAsync();
        await caller.Invoking(caller => caller.CreateNetworkAsync()).Should().ThrowAsync<OverQuotaException>();
        await SetAsync(new QuotaLimit("network", -1));
        await caller.CreateNetworkAsync();
        await Quotas.DeleteAsync(tenant, default);

        await caller.Invoking(caller => caller.CreateNetworkAsync()).Should().ThrowAsync<OverQuotaException>();
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<IReadOnlyList<QuotaLimit>> SetAsync(params QuotaLimit[] limits) =>
        Quotas.UpdateAsync(ApiProfile.Modern, tenant, new(limits, ChecksUse: false), default);
}
