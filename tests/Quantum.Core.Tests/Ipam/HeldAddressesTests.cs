using Quantum.Core.Ipam;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Ipam;

/// <summary>The API of 2012 keeps a released address out of use until its lease would have ended.</summary>
public abstract class HeldAddressesTests : IDisposable
{
    private const int Lease = 120;

    private readonly StoreFixture fixture;
    private readonly ManualClock clock = new();
    private readonly CoreHost host;
    private static int blocks;

    protected HeldAddressesTests(StoreFixture fixture)
    {
        this.fixture = fixture;
        host = new(fixture.Store, new CoreSettings { Time = clock });
    }

    public sealed class OnSqlite(MigratedSqlite fixture) : HeldAddressesTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : HeldAddressesTests(fixture), IClassFixture<MigratedPostgres>;

    private CoreCaller Caller => host.Folsom;

    [Fact]
    public async Task Released_address_is_neither_chosen_nor_given_on_request()
    {
        var (network, block) = await NetworkAsync();
        var port = await Caller.CreatePortAsync(network.Id);

        await Caller.DeletePortAsync(port.Id);

        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.3");
        await MustBeTakenAsync(network, $"{block}.2");
    }

    [Fact]
    public async Task Released_address_is_free_when_its_lease_has_ended_and_not_before()
    {
        var (network, block) = await NetworkAsync();
        var port = await Caller.CreatePortAsync(network.Id);
        await Caller.DeletePortAsync(port.Id);

        clock.Pass(Lease - 1);
        await MustBeTakenAsync(network, $"{block}.2");
        clock.Pass(1);

        (await Caller.CreatePortAsync(network.Id, values => values.SetFixedIps(Asked($"{block}.2")))).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Lease_runs_from_the_allocation()
    {
        var (network, block) = await NetworkAsync();
        var port = await Caller.CreatePortAsync(network.Id);
        clock.Pass(Lease - 20);
        await Caller.DeletePortAsync(port.Id);

        clock.Pass(20);

        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Address_whose_lease_has_ended_before_is_free_at_once()
    {
        var (network, block) = await NetworkAsync();
        var port = await Caller.CreatePortAsync(network.Id);
        clock.Pass(Lease);

        await Caller.DeletePortAsync(port.Id);

        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Addresses_that_are_free_again_come_lowest_first()
    {
        var (network, block) = await NetworkAsync();
        var ports = await Caller.CreatePortsAsync([.. Enumerable.Range(0, 4).Select(_ => Caller.Port(network.Id))]);
        await Caller.DeletePortAsync(ports[2].Id);
        await Caller.DeletePortAsync(ports[0].Id);
        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.6");

        clock.Pass(Lease);

        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.2");
        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.4");
        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.7");
    }

    [Fact]
    public async Task Subnet_whose_last_addresses_are_held_is_exhausted_until_the_lease_ends()
    {
        var (network, block) = await NetworkAsync(prefix: 30);
        var port = await Caller.CreatePortAsync(network.Id);
        await Caller.DeletePortAsync(port.Id);
        var create = () => Caller.CreatePortAsync(network.Id);
        await create.Should().ThrowAsync<IpAddressGenerationFailureException>();

        clock.Pass(Lease);

        (await create()).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Update_holds_what_it_takes_away_even_for_the_same_port()
    {
        var (network, block) = await NetworkAsync();
        var port = await Caller.CreatePortAsync(network.Id);
        var subnet = (await Caller.FindSubnetAsync((await Caller.FindNetworkAsync(network.Id))!.SubnetIds[0]))!;

        var changed = await Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps(AnyOf(subnet)));

        changed.Addressed().Should().Be($"{block}.3", "a subnet alone asks for a new address");
        var back = () => Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps(Asked($"{block}.2")));
        await back.Should().ThrowAsync<IpAddressAlreadyAllocatedException>();
        clock.Pass(Lease);
        (await back()).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Kept_addresses_are_not_held()
    {
        var (network, block) = await NetworkAsync();
        var port = await Caller.CreatePortAsync(network.Id);

        var changed = await Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps(Asked($"{block}.9"), Asked($"{block}.2")));

        changed.Addressed().Should().Be($"{block}.9 {block}.2");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("150")]
    public async Task Gateway_and_addresses_outside_the_pools_are_never_held(string host)
    {
        var (network, block) = await NetworkAsync(pools: "2-100");
        var port = await Caller.CreatePortAsync(network.Id, values => values.SetFixedIps(Asked($"{block}.{host}")));

        await Caller.DeletePortAsync(port.Id);

        var again = await Caller.CreatePortAsync(network.Id, values => values.SetFixedIps(Asked($"{block}.{host}")));
        again.Addressed().Should().Be($"{block}.{host}");
    }

    [Fact]
    public async Task Gateway_inside_a_pool_is_never_held()
    {
        var (network, block) = await NetworkAsync();
        var subnetId = (await Caller.FindNetworkAsync(network.Id))!.SubnetIds[0];
        await Caller.UpdateSubnetAsync(subnetId, values => values.SetGateway($"{block}.2"));
        var port = await Caller.CreatePortAsync(network.Id);

        await Caller.DeletePortAsync(port.Id);

        port.Addressed().Should().Be($"{block}.2", "pools are not computed again");
        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Lease_without_end_holds_for_ever()
    {
        using var forever = new CoreHost(fixture.Store, new CoreSettings { Time = clock, Ipam = new IpamOptions { DhcpLeaseDuration = -1 } });
        var (network, block) = await NetworkAsync();
        var port = await forever.Folsom.CreatePortAsync(network.Id);
        await forever.Folsom.DeletePortAsync(port.Id);

        clock.Pass(100_000_000);

        (await forever.Folsom.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.3");
        await MustBeTakenAsync(network, $"{block}.2");
    }

    [Fact]
    public async Task Length_of_the_lease_is_an_option()
    {
        using var brief = new CoreHost(fixture.Store, new CoreSettings { Time = clock, Ipam = new IpamOptions { DhcpLeaseDuration = 5 } });
        var (network, block) = await NetworkAsync();
        var port = await brief.Folsom.CreatePortAsync(network.Id);
        await brief.Folsom.DeletePortAsync(port.Id);
        await MustBeTakenAsync(network, $"{block}.2");

        clock.Pass(5);

        (await brief.Folsom.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Today_nothing_is_held()
    {
        var (network, block) = await NetworkAsync();
        var port = await host.Modern.CreatePortAsync(network.Id);

        await host.Modern.DeletePortAsync(port.Id);

        (await host.Modern.CreatePortAsync(network.Id)).Addressed().Should().Be($"{block}.2");
    }

    [Fact]
    public async Task Held_addresses_keep_neither_subnet_nor_network_from_being_deleted()
    {
        var (network, _) = await NetworkAsync();
        var subnetId = (await Caller.FindNetworkAsync(network.Id))!.SubnetIds[0];
        await Caller.DeletePortAsync((await Caller.CreatePortAsync(network.Id)).Id);
        var (other, _) = await NetworkAsync();
        await Caller.DeletePortAsync((await Caller.CreatePortAsync(other.Id)).Id);

        await Caller.DeleteSubnetAsync(subnetId);
        await Caller.DeleteNetworkAsync(other.Id);

        (await Caller.FindSubnetAsync(subnetId)).Should().BeNull();
        (await Caller.FindNetworkAsync(other.Id)).Should().BeNull();
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A network with one subnet, of which it returns the first three octets: in 2012 no two subnets may overlap.</summary>
    private async Task<(Network Network, string Block)> NetworkAsync(int prefix = 24, string? pools = null)
    {
        var block = $"10.{Interlocked.Increment(ref blocks) % 256}.0";
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, $"{block}.0/{prefix}", values =>
        {
            if (pools is not null)
                values.SetPools(string.Join('-', pools.Split('-').Select(end => $"{block}.{end}")));
        });
        return (network, block);
    }

    private async Task MustBeTakenAsync(Network network, string address)
    {
        var create = () => Caller.CreatePortAsync(network.Id, values => values.SetFixedIps(Asked(address)));

        await create.Should().ThrowAsync<IpAddressAlreadyAllocatedException>();
    }
}
