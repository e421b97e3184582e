using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Ipam;

public abstract class IpAllocatorTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : IpAllocatorTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : IpAllocatorTests(fixture), IClassFixture<MigratedPostgres>;

    private readonly CoreHost host = new(fixture.Store);

    private CoreCaller Caller => host.Modern;

    [Fact]
    public async Task Lowest_address_comes_first()
    {
        var networkId = await NetworkAsync("10.0.0.0/24");

        (await AddressesAsync(networkId, 4)).Should().Equal("10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5");
    }

    [Fact]
    public async Task Released_addresses_are_handed_out_again_lowest_first()
    {
        var networkId = await NetworkAsync("10.0.0.0/24");
        var ports = await Caller.CreatePortsAsync([.. Enumerable.Range(0, 6).Select(_ => Caller.Port(networkId))]);

        await Caller.DeletePortAsync(ports[4].Id);
        await Caller.DeletePortAsync(ports[1].Id);

        (await AddressesAsync(networkId, 3)).Should().Equal("10.0.0.3", "10.0.0.6", "10.0.0.8");
    }

    [Fact]
    public async Task Address_taken_away_by_an_update_is_handed_out_again()
    {
        var networkId = await NetworkAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(networkId);
        await Caller.CreatePortAsync(networkId);

        await Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps(Asked("10.0.0.77")));

        (await AddressesAsync(networkId, 2)).Should().Equal("10.0.0.2", "10.0.0.4");
    }

    [Fact]
    public async Task Gaps_between_requested_addresses_are_filled()
    {
        var networkId = await NetworkAsync("10.0.0.0/28");
        foreach (var taken in (string[])["10.0.0.3", "10.0.0.4", "10.0.0.7", "10.0.0.14"])
            await Caller.CreatePortAsync(networkId, values => values.SetFixedIps(Asked(taken)));

        (await AddressesAsync(networkId, 9)).Should().Equal(
            "10.0.0.2", "10.0.0.5", "10.0.0.6", "10.0.0.8", "10.0.0.9", "10.0.0.10", "10.0.0.11", "10.0.0.12", "10.0.0.13");
        await MustBeExhaustedAsync(networkId);
    }

    [Fact]
    public async Task Requested_address_behind_the_hint_is_not_handed_out()
    {
        var networkId = await NetworkAsync("10.0.0.0/24");
        await Caller.CreatePortAsync(networkId);
        await Caller.CreatePortAsync(networkId, values => values.SetFixedIps(Asked("10.0.0.3"), Asked("10.0.0.5")));

        (await AddressesAsync(networkId, 3)).Should().Equal("10.0.0.4", "10.0.0.6", "10.0.0.7");
    }

    [Fact]
    public async Task Pools_are_used_up_one_after_the_other()
    {
        var networkId = await NetworkAsync("10.0.0.0/24", pools: "10.0.0.200-10.0.0.201 10.0.0.10-10.0.0.11 10.0.0.100-10.0.0.100");

        (await AddressesAsync(networkId, 5)).Should().Equal("10.0.0.10", "10.0.0.11", "10.0.0.100", "10.0.0.200", "10.0.0.201");
        await MustBeExhaustedAsync(networkId);
    }

    [Fact]
    public async Task Changed_pools_count_from_the_next_port_on()
    {
        var networkId = await NetworkAsync("10.0.0.0/24", pools: "10.0.0.10-10.0.0.11");
        var network = await Caller.FindNetworkAsync(networkId);
        (await AddressesAsync(networkId, 2)).Should().Equal("10.0.0.10", "10.0.0.11");

        await Caller.UpdateSubnetAsync(network!.SubnetIds[0], values => values.SetPools("10.0.0.11-10.0.0.12 10.0.0.5-10.0.0.5"));

        (await AddressesAsync(networkId, 2)).Should().Equal("10.0.0.5", "10.0.0.12");
        await MustBeExhaustedAsync(networkId);
        (await Caller.PortsOfAsync(networkId)).Should().HaveCount(4);
    }

    [Theory]
    [InlineData("10.0.0.0/29", "10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6")]
    [InlineData("10.0.0.0/30", "10.0.0.2")]
    [InlineData("10.0.0.0/31", "")]
    [InlineData("10.0.0.0/32", "")]
    [InlineData("fd00::/126", "fd00::2")]
    [InlineData("fd00::/127", "")]
    [InlineData("fd00::/128", "")]
    public async Task Small_subnets_give_what_they_have_and_then_refuse(string cidr, string expected)
    {
        var networkId = await NetworkAsync(cidr);

        foreach (var address in expected.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            (await Caller.CreatePortAsync(networkId)).Addressed().Should().Be(address);

        await MustBeExhaustedAsync(networkId);
    }

    [Theory]
    [InlineData("10.0.0.0/31", "10.0.0.0")]
    [InlineData("10.0.0.0/32", "10.0.0.0")]
    [InlineData("fd00::/127", "fd00::1")]
    public async Task Address_of_a_subnet_without_pools_can_be_asked_for(string cidr, string address)
    {
        var networkId = await NetworkAsync(cidr);

        var port = await Caller.CreatePortAsync(networkId, values => values.SetFixedIps(Asked(address)));

        port.Addressed().Should().Be(address);
    }

    [Fact]
    public async Task Huge_subnet_is_as_good_as_a_small_one()
    {
        var networkId = await NetworkAsync("fd00::/64");
        await Caller.CreatePortAsync(networkId, values => values.SetFixedIps(Asked("fd00::3"), Asked("fd00::ffff:ffff:ffff:fffe")));

        (await AddressesAsync(networkId, 3)).Should().Equal("fd00::2", "fd00::4", "fd00::5");
    }

    [Fact]
    public async Task Exhausted_subnet_serves_again_after_a_delete()
    {
        var networkId = await NetworkAsync("10.0.0.0/29");
        var ports = await Caller.CreatePortsAsync([.. Enumerable.Range(0, 5).Select(_ => Caller.Port(networkId))]);
        await MustBeExhaustedAsync(networkId);
        await MustBeExhaustedAsync(networkId);

        await Caller.DeletePortAsync(ports[2].Id);

        (await Caller.CreatePortAsync(networkId)).Addressed().Should().Be("10.0.0.4");
        await MustBeExhaustedAsync(networkId);
    }

    [Fact]
    public async Task Address_released_by_another_server_process_is_found()
    {
        using var other = new CoreHost(fixture.Store);
        var networkId = await NetworkAsync("10.0.0.0/29");
        var ports = await Caller.CreatePortsAsync([.. Enumerable.Range(0, 5).Select(_ => Caller.Port(networkId))]);
        await MustBeExhaustedAsync(networkId);

        await other.Modern.DeletePortAsync(ports[3].Id);

        (await Caller.CreatePortAsync(networkId)).Addressed().Should().Be("10.0.0.5");
    }

    [Fact]
    public async Task Bulk_that_finds_too_few_addresses_creates_nothing_and_takes_nothing()
    {
        var networkId = await NetworkAsync("10.0.0.0/29");

        var create = () => Caller.CreatePortsAsync([.. Enumerable.Range(0, 6).Select(_ => Caller.Port(networkId))]);

        await create.Should().ThrowAsync<IpAddressGenerationFailureException>();
        (await Caller.PortsOfAsync(networkId)).Should().BeEmpty();
        (await AddressesAsync(networkId, 5)).Should().Equal("10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6");
    }

    [Fact]
    public async Task Dual_stack_network_gives_one_address_of_each_version()
    {
        var networkId = await NetworkAsync("fd00::/64");
        await Caller.CreateSubnetAsync(networkId, "10.0.0.0/24");
        await Caller.CreateSubnetAsync(networkId, "10.0.1.0/24");

        (await AddressesAsync(networkId, 2)).Should().Equal("10.0.0.2 fd00::2", "10.0.0.3 fd00::3");
    }

    [Fact]
    public async Task Next_subnet_of_the_version_is_used_when_the_first_is_full()
    {
        var networkId = await NetworkAsync("10.0.0.0/30");
        await Caller.CreateSubnetAsync(networkId, "10.0.1.0/30");

        (await AddressesAsync(networkId, 2)).Should().Equal("10.0.0.2", "10.0.1.2");
        await MustBeExhaustedAsync(networkId);
    }

    [Fact]
    public async Task One_bulk_may_spread_over_subnets()
    {
        var networkId = await NetworkAsync("10.0.0.0/30");
        await Caller.CreateSubnetAsync(networkId, "10.0.1.0/29");

        var ports = await Caller.CreatePortsAsync([.. Enumerable.Range(0, 3).Select(_ => Caller.Port(networkId))]);

        ports.Select(port => port.Addressed()).Should().BeEquivalentTo("10.0.0.2", "10.0.1.2", "10.0.1.3");
    }

    [Fact]
    public async Task Version_without_addresses_fails_the_port_although_the_other_has_some()
    {
        var networkId = await NetworkAsync("10.0.0.0/24");
        await Caller.CreateSubnetAsync(networkId, "fd00::/127");

        await MustBeExhaustedAsync(networkId);

        (await Caller.CreatePortAsync(networkId, values => values.SetFixedIps(Asked("10.0.0.2")))).Addressed().Should().Be("10.0.0.2");
    }

    [Fact]
    public async Task Automatic_choice_leaves_addresses_to_the_same_request()
    {
        var networkId = await NetworkAsync("10.0.0.0/24");
        var subnet = await Caller.FindSubnetAsync((await Caller.FindNetworkAsync(networkId))!.SubnetIds[0]);

        var port = await Caller.CreatePortAsync(
            networkId, values => values.SetFixedIps(AnyOf(subnet!), Asked(subnet!, "10.0.0.2"), AnyOf(subnet!), Asked("10.0.0.3")));

        port.Addressed().Should().Be("10.0.0.4 10.0.0.2 10.0.0.5 10.0.0.3", "the order is that of the request");
        (await Caller.FindPortAsync(port.Id))!.Addressed().Should().Be(port.Addressed());
    }

    [Fact]
    public async Task Random_choice_uses_every_address_once_and_only_those_of_the_pools()
    {
        var random = host.As("alpha", ApiProfile.Modern with { IpChoice = IpChoice.Random });
        var networkId = await NetworkAsync("10.0.0.0/27", pools: "10.0.0.2-10.0.0.9 10.0.0.20-10.0.0.23");

        var addresses = new List<string>();
        for (var port = 0; port < 12; port++)
            addresses.Add((await random.CreatePortAsync(networkId)).Addressed());

        addresses.Should().OnlyHaveUniqueItems().And.NotBeInAscendingOrder(StringComparer.Ordinal);
        addresses.Select(Ip).Should().OnlyContain(address => Pools("10.0.0.2-10.0.0.9 10.0.0.20-10.0.0.23").Any(pool => pool.Range.Contains(address)));
        await MustBeExhaustedAsync(networkId);
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<Guid> NetworkAsync(string cidr, string? pools = null)
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, cidr, values =>
        {
            if (pools is not null)
                values.SetPools(pools);
        });
        return network.Id;
    }

    private async Task<List<string>> AddressesAsync(Guid networkId, int count)
    {
        var addresses = new List<string>();
        for (var port = 0; port < count; port++)
            addresses.Add((await Caller.CreatePortAsync(networkId)).Addressed());
        return addresses;
    }

    private async Task MustBeExhaustedAsync(Guid networkId)
    {
        var create = () => Caller.CreatePortAsync(networkId);

        await create.Should().ThrowAsync<IpAddressGenerationFailureException>();
    }
}
