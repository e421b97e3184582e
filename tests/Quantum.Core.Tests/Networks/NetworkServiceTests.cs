using Quantum.Core.Plugins;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Networks;

public abstract class NetworkServiceTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : NetworkServiceTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : NetworkServiceTests(fixture), IClassFixture<MigratedPostgres>;

    private readonly CoreHost host = new(fixture.Store, new CoreSettings { CreatePlugin = services => new RecordingPlugin(services) });

    private CoreCaller Caller => host.Modern;

    private IEnumerable<string> Told => ((RecordingPlugin)host.Plugin).Told;

    [Fact]
    public async Task Bulk_over_the_quota_creates_nothing()
    {
        var tenant = Tenant();
        var caller = host.Bound(tenant, ApiProfile.Modern with { NetworkQuota = 3 });
        await caller.CreateNetworksAsync(2);

        var create = () => caller.CreateNetworksAsync(2);

        await create.Should().ThrowAsync<OverQuotaException>();
        await caller.CreateNetworkAsync();
        await caller.Invoking(caller => caller.CreateNetworkAsync()).Should().ThrowAsync<OverQuotaException>();
    }

    [Fact]
    public async Task Quota_counts_the_owner_of_the_new_network()
    {
        var caller = host.Bound(Tenant(), ApiProfile.Modern with { NetworkQuota = 1 });
        await caller.CreateNetworkAsync();

        var other = await caller.CreateNetworkAsync(values => values.Set(NetworkResource.Standard.TenantId, Tenant()));

        other.Id.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Change_counts_as_one_revision()
    {
        var network = await Caller.CreateNetworkAsync();

        var changed = await Caller.UpdateNetworkAsync(network.Id, values =>
        {
            values.Set(NetworkResource.Standard.Name, "new");
            values.Set(NetworkResource.Shared, true);
            values.Set(NetworkResource.AdminStateUp, false);
        });

        changed.Should().BeEquivalentTo(new { Name = "new", Shared = true, AdminStateUp = false, RevisionNumber = 2, Status = ResourceStatus.Active });
    }

    [Fact]
    public async Task Change_to_what_is_already_there_is_none()
    {
        var network = await Caller.CreateNetworkAsync(values => values.Set(NetworkResource.Standard.Name, "same"));

        var changed = await Caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Standard.Name, "same"));

        changed.RevisionNumber.Should().Be(1);
        changed.UpdatedAt.Should().Be(changed.CreatedAt);
    }

    [Fact]
    public async Task Change_of_another_revision_is_refused()
    {
        var network = await Caller.CreateNetworkAsync();

        var update = () => Caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Standard.Name, "new"), revision: 2);

        await update.Should().ThrowAsync<RevisionNumberConstraintFailedException>();
        (await Caller.FindNetworkAsync(network.Id))!.Name.Should().BeEmpty();
    }

    [Fact]
    public async Task Subnets_follow_the_networks_sharing()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        await Caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Shared, true));
        var later = await Caller.CreateSubnetAsync(network.Id, "10.0.1.0/24");

        (await Caller.FindSubnetAsync(subnet.Id))!.Shared.Should().BeTrue();
        later.Shared.Should().BeTrue();
        await Caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Shared, false));
        (await Caller.FindSubnetAsync(subnet.Id))!.Shared.Should().BeFalse();
    }

    [Theory]
    [InlineData("alpha", true)]
    [InlineData("beta", false)]
    [InlineData("", false)]
    public async Task Sharing_ends_only_when_no_other_tenant_has_a_port(string owner, bool ends)
    {
        var network = await Caller.CreateNetworkAsync(values => values.Set(NetworkResource.Shared, true));
        await Caller.CreatePortAsync(network.Id, values => values.Set(PortResource.Standard.TenantId, owner));

        await UnshareAsync(network, ends);
    }

    [Fact]
    public async Task Sharing_does_not_end_while_another_tenant_has_a_subnet()
    {
        var network = await Caller.CreateNetworkAsync(values => values.Set(NetworkResource.Shared, true));
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24", values => values.Set(SubnetResource.Standard.TenantId, "beta"));

        await UnshareAsync(network, ends: false);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_takes_subnets_and_the_ports_that_serve_the_network(bool withInterface)
    {
        var caller = withInterface ? host.Folsom : Caller;
        var network = await caller.CreateNetworkAsync(values => values.Set(NetworkResource.Standard.Name, "net"));
        var block = withInterface ? "172.30.0.0/24" : "10.0.0.0/24";
        var subnet = await caller.CreateSubnetAsync(network.Id, block, values => values.Set(SubnetResource.Standard.Name, "sub"));
        var port = await caller.CreatePortAsync(
            network.Id, values => values.Set(PortResource.DeviceOwner, withInterface ? "network:router_interface" : "network:dhcp"));
        ((RecordingPlugin)host.Plugin).Told.Clear();

        await caller.DeleteNetworkAsync(network.Id);

        (await caller.FindNetworkAsync(network.Id)).Should().BeNull();
        (await caller.FindSubnetAsync(subnet.Id)).Should().BeNull();
        (await caller.FindPortAsync(port.Id)).Should().BeNull();
        Told.Should().Equal(
            $"changing delete port {port.Addressed()}", "changing delete subnet sub", "changing delete network net",
            $"changed delete port {port.Addressed()}", "changed delete subnet sub", "changed delete network net");
    }

    [Theory]
    [InlineData("compute:nova")]
    [InlineData("network:router_interface")]
    [InlineData("network:router_gateway")]
    [InlineData("network:floatingip")]
    [InlineData("")]
    public async Task Delete_with_a_port_in_use_is_refused_and_changes_nothing(string owner)
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        var dhcp = await Caller.CreatePortAsync(network.Id, values => values.Set(PortResource.DeviceOwner, "network:dhcp"));
        await Caller.CreatePortAsync(network.Id, values => values.Set(PortResource.DeviceOwner, owner));

        await Caller.Invoking(caller => caller.DeleteNetworkAsync(network.Id)).Should().ThrowAsync<NetworkInUseException>();

        (await Caller.FindSubnetAsync(subnet.Id)).Should().NotBeNull();
        (await Caller.FindPortAsync(dhcp.Id))!.Addressed().Should().Be("10.0.0.2");
    }

    [Fact]
    public async Task Network_that_does_not_exist_is_not_found()
    {
        var id = Guid.NewGuid();

        await Caller.Invoking(caller => caller.UpdateNetworkAsync(id, _ => { })).Should().ThrowAsync<NetworkNotFoundException>();
        await Caller.Invoking(caller => caller.DeleteNetworkAsync(id)).Should().ThrowAsync<NetworkNotFoundException>();
    }

    [Fact]
    public async Task Refusal_by_the_plugin_undoes_the_whole_bulk()
    {
        var tenant = Tenant();
        var caller = host.As(tenant, ApiProfile.Modern);
        var requests = new[] { caller.Network(null), caller.Network(values => values.Set(NetworkResource.Standard.Name, "refuse")) };

        var create = () => ((IResourcePlugin<Network>)host.Plugin).CreateAsync(ContextOf(tenant), requests, CancellationToken.None);

        (await create.Should().ThrowAsync<PluginRefusedException>()).Which.Type.Should().Be("AcmeRefused");
        var limited = host.Bound(tenant, ApiProfile.Modern with { NetworkQuota = 1 });
        (await limited.CreateNetworkAsync()).Id.Should().NotBeEmpty("the tenant has no network");
        Told.Should().NotContain("changed create network refuse");
    }

    [Fact]
    public async Task Backend_that_fails_after_the_commit_leaves_the_network_in_error()
    {
        var create = () => Caller.CreateNetworkAsync(values => values.Set(NetworkResource.Standard.Name, "break"));

        var failure = await create.Should().ThrowAsync<PluginBackendException>();

        var id = Guid.Parse(failure.Which.Message.Split(' ', '.').First(word => Guid.TryParse(word, out _)));
        var stored = await Caller.FindNetworkAsync(id);
        stored.Should().BeEquivalentTo(new { Name = "break", Status = ResourceStatus.Error, RevisionNumber = 2 });
    }

    [Fact]
    public async Task Delete_whose_backend_fails_is_reported_and_done()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.Invoking(caller => caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Standard.Name, "break")))
            .Should().ThrowAsync<PluginBackendException>();

        await Caller.Invoking(caller => caller.DeleteNetworkAsync(network.Id)).Should().ThrowAsync<PluginBackendException>();

        (await Caller.FindNetworkAsync(network.Id)).Should().BeNull();
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Tenant() => Guid.NewGuid().ToString("N");

    private static Core.Requests.RequestContext ContextOf(string tenant) =>
        new() { Profile = ApiProfile.Modern, RequestId = "req-test", TenantId = tenant, IsAdmin = true };

    private async Task UnshareAsync(Network network, bool ends)
    {
        var update = () => Caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Shared, false));

        if (ends)
            await update.Should().NotThrowAsync();
        else
            await update.Should().ThrowAsync<InvalidSharedSettingException>();
        (await Caller.FindNetworkAsync(network.Id))!.Shared.Should().Be(!ends);
    }
}
