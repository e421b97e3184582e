using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Profiles;
using Quantum.Resources.SecurityGroups;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.SecurityGroups;

/// <summary>A server remembers the default groups that it has seen; what it remembers is never the truth.</summary>
public abstract class RememberedDefaultGroupTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : RememberedDefaultGroupTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : RememberedDefaultGroupTests(fixture), IClassFixture<MigratedPostgres>;

    private readonly CoreHost host = new(fixture.Store);
    private readonly CoreHost other = new(fixture.Store);
    private readonly string tenant = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Group_that_another_server_deleted_is_made_again_for_the_next_port()
    {
        var caller = host.Bound(tenant, ApiProfile.Modern);
        var networkId = (await caller.CreateNetworkAsync()).Id;
        var first = await caller.CreatePortAsync(networkId);
        await caller.DeletePortAsync(first.Id);
        await DeleteGroupAsync(other, first.SecurityGroupIds[0]);

        var second = await caller.CreatePortAsync(networkId);

        var group = second.SecurityGroupIds.Should().ContainSingle().Subject;
        group.Should().NotBe(first.SecurityGroupIds[0]);
        (await caller.CreatePortAsync(networkId)).SecurityGroupIds.Should().Equal(group);
    }

    [Fact]
    public async Task Group_that_another_server_deleted_is_made_again_for_who_looks_at_groups()
    {
        var caller = host.Bound(tenant, ApiProfile.Modern);
        var networkId = (await caller.CreateNetworkAsync()).Id;
        var port = await caller.CreatePortAsync(networkId);
        await caller.DeletePortAsync(port.Id);
        await DeleteGroupAsync(other, port.SecurityGroupIds[0]);

        await ((ISecurityGroupPlugin)host.Plugin).EnsureDefaultAsync(Context, tenant, CancellationToken.None);

        (await caller.CreatePortAsync(networkId)).SecurityGroupIds.Should().ContainSingle().Which.Should().NotBe(port.SecurityGroupIds[0]);
    }

    public void Dispose()
    {
        host.Dispose();
        other.Dispose();
        GC.SuppressFinalize(this);
    }

    private RequestContext Context => new() { Profile = ApiProfile.Modern, RequestId = "req-test", TenantId = tenant, IsAdmin = true };

    private Task DeleteGroupAsync(CoreHost server, Guid id)
    {
        IResourcePlugin<SecurityGroup> groups = (ISecurityGroupPlugin)server.Plugin;
        return groups.DeleteAsync(Context, new ChangeTarget(id, ExpectedRevision: null), CancellationToken.None);
    }
}
