using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Ipam;

public abstract class MacAllocatorTests(StoreFixture fixture)
{
    public sealed class OnSqlite(MigratedSqlite fixture) : MacAllocatorTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : MacAllocatorTests(fixture), IClassFixture<MigratedPostgres>;

    private static readonly MacAddress Chosen = MacAddress.Parse("fa:16:3e:ab:ab:ab");

    [Fact]
    public async Task Generator_that_finds_only_used_addresses_is_a_typed_failure()
    {
        using var host = Repeating();
        var network = await host.Modern.CreateNetworkAsync();
        var first = await host.Modern.CreatePortAsync(network.Id);

        var create = () => host.Modern.CreatePortAsync(network.Id);

        first.MacAddress.Should().Be(Chosen);
        await create.Should().ThrowAsync<MacAddressGenerationFailureException>();
    }

    [Fact]
    public async Task Ports_of_one_bulk_never_share_a_generated_address()
    {
        using var host = Repeating();
        var network = await host.Modern.CreateNetworkAsync();

        var create = () => host.Modern.CreatePortsAsync(host.Modern.Port(network.Id), host.Modern.Port(network.Id));

        await create.Should().ThrowAsync<MacAddressGenerationFailureException>();
        (await host.Modern.PortsOfAsync(network.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Generated_address_that_is_taken_is_replaced()
    {
        using var host = new CoreHost(fixture.Store, new CoreSettings { Random = ScriptedRandom.Seeded(7) });
        using var twin = new CoreHost(fixture.Store, new CoreSettings { Random = ScriptedRandom.Seeded(7) });
        var network = await host.Modern.CreateNetworkAsync();
        var first = await host.Modern.CreatePortAsync(network.Id);

        var second = await twin.Modern.CreatePortAsync(network.Id);

        second.MacAddress.Should().NotBe(first.MacAddress);
    }

    [Fact]
    public async Task Address_that_is_generated_for_a_change_and_taken_is_replaced()
    {
        using var host = new CoreHost(fixture.Store, new CoreSettings { Random = ScriptedRandom.Seeded(7) });
        using var twin = new CoreHost(fixture.Store, new CoreSettings { Random = ScriptedRandom.Seeded(7) });
        var network = await host.Modern.CreateNetworkAsync();
        var first = await host.Modern.CreatePortAsync(network.Id);
        var second = await host.Modern.CreatePortAsync(network.Id);

        var changed = await twin.Modern.UpdatePortAsync(second.Id, values => values.Set(PortResource.MacAddress, default));

        changed.MacAddress.Should().NotBe(first.MacAddress).And.NotBe(second.MacAddress);
    }

    [Fact]
    public async Task Chosen_address_in_use_on_the_network_is_refused()
    {
        using var host = new CoreHost(fixture.Store);
        var network = await host.Modern.CreateNetworkAsync();
        await host.Modern.CreatePortAsync(network.Id, values => values.Set(PortResource.MacAddress, Chosen));
        var other = await host.Modern.CreatePortAsync(network.Id);

        var create = () => host.Modern.CreatePortAsync(network.Id, values => values.Set(PortResource.MacAddress, Chosen));
        var update = () => host.Modern.UpdatePortAsync(other.Id, values => values.Set(PortResource.MacAddress, Chosen));

        await create.Should().ThrowAsync<MacAddressInUseException>();
        await update.Should().ThrowAsync<MacAddressInUseException>();
    }

    [Fact]
    public async Task One_bulk_cannot_choose_an_address_twice_on_a_network()
    {
        using var host = new CoreHost(fixture.Store);
        var network = await host.Modern.CreateNetworkAsync();
        var request = host.Modern.Port(network.Id, values => values.Set(PortResource.MacAddress, Chosen));

        var create = () => host.Modern.CreatePortsAsync(request, request);

        await create.Should().ThrowAsync<MacAddressInUseException>();
        (await host.Modern.PortsOfAsync(network.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Networks_may_use_the_same_address()
    {
        using var host = new CoreHost(fixture.Store);
        var networks = await host.Modern.CreateNetworksAsync(2);

        foreach (var network in networks)
            await host.Modern.CreatePortAsync(network.Id, values => values.Set(PortResource.MacAddress, Chosen));

        (await host.Modern.PortsOfAsync(networks[1].Id)).Should().ContainSingle(port => port.MacAddress == Chosen);
    }

    [Fact]
    public async Task Port_may_be_given_another_address_or_its_own()
    {
        using var host = new CoreHost(fixture.Store);
        var network = await host.Modern.CreateNetworkAsync();
        var port = await host.Modern.CreatePortAsync(network.Id);

        await host.Modern.UpdatePortAsync(port.Id, values => values.Set(PortResource.MacAddress, Chosen));
        await host.Modern.UpdatePortAsync(port.Id, values => values.Set(PortResource.MacAddress, Chosen));

        (await host.Modern.FindPortAsync(port.Id))!.MacAddress.Should().Be(Chosen);
    }

    /// <summary>A host whose generator knows one address only.</summary>
    private CoreHost Repeating() => new(fixture.Store, new CoreSettings { Random = ScriptedRandom.Always(0xab) });
}
