using System.Collections.Concurrent;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Concurrency;

public abstract class AddressRaceTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : AddressRaceTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : AddressRaceTests(fixture), IClassFixture<MigratedPostgres>;

    private const int Processes = 3;
    private const int UsableAddresses = 61;

    private readonly CoreHost[] hosts = [.. Enumerable.Range(0, Processes).Select(_ => new CoreHost(fixture.Store))];

    private CoreCaller Caller => hosts[0].Modern;

    [Theory]
    [InlineData(1, IpChoice.Lowest)]
    [InlineData(1, IpChoice.Random)]
    [InlineData(Processes, IpChoice.Lowest)]
    public async Task Every_address_is_handed_out_once_and_then_no_more(int processes, IpChoice choice)
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/26");
        var profile = ApiProfile.Modern with { IpChoice = choice };

        var outcomes = await Callers.AllAtOnceAsync(
            UsableAddresses + 3, number => hosts[number % processes].As("alpha", profile).CreatePortAsync(network.Id));

        outcomes.Refusals().Should().HaveCount(3).And.AllBeOfType<IpAddressGenerationFailureException>();
        var ports = outcomes.Results();
        ports.Select(port => port.Addressed()).Should().OnlyHaveUniqueItems().And.HaveCount(UsableAddresses);
        ports.Select(port => port.MacAddress).Should().OnlyHaveUniqueItems();
        await MustBeStoredAsync(network.Id, ports);
    }

    [Fact]
    public async Task Bulks_of_several_processes_share_a_subnet()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/26");
        await Caller.CreateSubnetAsync(network.Id, "fd00::/64");

        var outcomes = await Callers.AllAtOnceAsync(
            15, number => hosts[number % Processes].Modern.CreatePortsAsync([.. Enumerable.Range(0, 4).Select(_ => Caller.Port(network.Id))]));

        outcomes.Refusals().Should().BeEmpty();
        var ports = outcomes.Results().SelectMany(bulk => bulk).ToList();
        ports.SelectMany(port => port.FixedIps).Select(item => item.IpAddress).Should().OnlyHaveUniqueItems().And.HaveCount(120);
        await MustBeStoredAsync(network.Id, ports);
    }

    [Fact]
    public async Task Processes_that_create_and_delete_never_hand_out_an_address_twice()
    {
        const int CallersOfEach = 6;
        const int Steps = 12;
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/26");
        var living = new ConcurrentDictionary<Guid, Port>();
        var holders = new ConcurrentDictionary<string, Guid>();

        var outcomes = await Callers.AllAtOnceAsync(Processes * CallersOfEach, async number =>
        {
            var caller = hosts[number % Processes].Modern;
            var random = new Random(number);
            for (var step = 0; step < Steps; step++)
            {
                var port = await caller.CreatePortAsync(network.Id);
                holders.TryAdd(port.Addressed(), port.Id).Should().BeTrue("{0} is held by another port", port.Addressed());
                living[port.Id] = port;
                if (random.Next(3) == 0)
                    continue;

                // Taken off the record before the delete: from then on the address may go to somebody else.
                holders.TryRemove(port.Addressed(), out _).Should().BeTrue();
                living.TryRemove(port.Id, out _);
                await caller.DeletePortAsync(port.Id);
                if (living.Count > UsableAddresses / 2 && living.Keys.FirstOrDefault() is var other && living.TryRemove(other, out var victim))
                {
                    holders.TryRemove(victim.Addressed(), out _);
                    await hosts[random.Next(Processes)].Modern.DeletePortAsync(victim.Id);
                }
            }

            return number;
        });

        outcomes.Refusals().Should().BeEmpty();
        await MustBeStoredAsync(network.Id, [.. living.Values]);
    }

    [Fact]
    public async Task One_requested_address_goes_to_one_caller()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        var outcomes = await Callers.AllAtOnceAsync(
            12, number => hosts[number % Processes].Modern.CreatePortAsync(network.Id, values => values.SetFixedIps(Asked("10.0.0.77"))));

        outcomes.Results().Should().ContainSingle();
        outcomes.Refusals().Should().HaveCount(11).And.AllBeOfType<IpAddressAlreadyAllocatedException>();
    }

    [Fact]
    public async Task Requested_and_automatic_addresses_do_not_collide()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/27");

        var outcomes = await Callers.AllAtOnceAsync(24, number => hosts[number % Processes].Modern.CreatePortAsync(network.Id, values =>
        {
            if (number % 2 == 0)
                values.SetFixedIps(Asked($"10.0.0.{2 + number}"));
        }));

        var ports = outcomes.Results();
        ports.Select(port => port.Addressed()).Should().OnlyHaveUniqueItems();
        outcomes.Refusals().Should().AllBeOfType<IpAddressAlreadyAllocatedException>();
        await MustBeStoredAsync(network.Id, ports);
    }

    [Fact]
    public async Task One_chosen_mac_goes_to_one_caller()
    {
        var network = await Caller.CreateNetworkAsync();
        var mac = Resources.Addressing.MacAddress.Parse("fa:16:3e:00:00:77");

        var outcomes = await Callers.AllAtOnceAsync(
            12, number => hosts[number % Processes].Modern.CreatePortAsync(network.Id, values => values.Set(PortResource.MacAddress, mac)));

        outcomes.Results().Should().ContainSingle();
        outcomes.Refusals().Should().HaveCount(11).And.AllBeOfType<MacAddressInUseException>();
    }

    [Fact]
    public async Task Updates_of_one_port_lose_no_address()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/27");
        var port = await Caller.CreatePortAsync(network.Id);

        var outcomes = await Callers.AllAtOnceAsync(
            12, number => hosts[number % Processes].Modern.UpdatePortAsync(port.Id, values => values.SetFixedIps(Asked($"10.0.0.{10 + number}"))));

        outcomes.Refusals().Should().BeEmpty();
        var last = (await Caller.FindPortAsync(port.Id))!;
        last.FixedIps.Should().ContainSingle();
        last.RevisionNumber.Should().Be(13);
        var others = await Caller.CreatePortsAsync([.. Enumerable.Range(0, 28).Select(_ => Caller.Port(network.Id))]);
        others.Should().NotContain(other => other.Addressed() == last.Addressed());
    }

    public void Dispose()
    {
        Array.ForEach(hosts, host => host.Dispose());
        GC.SuppressFinalize(this);
    }

    /// <summary>What was acknowledged is what is there.</summary>
    private async Task MustBeStoredAsync(Guid networkId, IReadOnlyList<Port> acknowledged)
    {
        var stored = await hosts[^1].Modern.PortsOfAsync(networkId);

        stored.Select(Text).Should().BeEquivalentTo(acknowledged.Select(Text));
    }

    private static string Text(Port port) => $"{port.Id} {port.MacAddress} {port.Addressed()}";
}
