using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Concurrency.Callers;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Concurrency;

public abstract class OperationRaceTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : OperationRaceTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : OperationRaceTests(fixture), IClassFixture<MigratedPostgres>;

    private const int Processes = 3;
    private const int Rounds = 8;

    private readonly CoreHost[] hosts = [.. Enumerable.Range(0, Processes).Select(_ => new CoreHost(fixture.Store))];

    private CoreCaller Caller => hosts[0].Modern;

    [Fact]
    public async Task Of_overlapping_subnets_on_one_network_one_wins()
    {
        var network = await Caller.CreateNetworkAsync();

        var outcomes = await AllAtOnceAsync(
            12, number => hosts[number % Processes].Modern.CreateSubnetAsync(network.Id, number % 2 == 0 ? "10.0.0.0/24" : "10.0.0.128/25"));

        var winner = outcomes.Results().Should().ContainSingle().Which;
        outcomes.Refusals().Should().HaveCount(11).And.AllBeOfType<InvalidInputException>();
        (await Caller.FindNetworkAsync(network.Id))!.SubnetIds.Should().Equal(winner.Id);
    }

    [Fact]
    public async Task In_2012_of_overlapping_subnets_anywhere_one_wins()
    {
        var networks = await Caller.CreateNetworksAsync(6);

        var outcomes = await AllAtOnceAsync(
            12, number => hosts[number % Processes].Folsom.CreateSubnetAsync(networks[number % 6].Id, "10.77.0.0/24"));

        outcomes.Results().Should().ContainSingle();
        outcomes.Refusals().Should().HaveCount(11).And.AllBeOfType<InvalidInputException>();
    }

    [Fact]
    public async Task Different_subnets_on_one_network_all_come_through()
    {
        var network = await Caller.CreateNetworkAsync();

        var outcomes = await AllAtOnceAsync(
            32,
            number => hosts[number % Processes].Modern.CreateSubnetAsync(
                network.Id, $"10.0.{number}.0/24", values => values.SetPools($"10.0.{number}.20-10.0.{number}.29 10.0.{number}.5-10.0.{number}.9")));

        outcomes.Refusals().Should().BeEmpty();
        foreach (var subnet in outcomes.Results())
            (await Caller.FindSubnetAsync(subnet.Id))!.AllocationPools.Text().Should().Be(subnet.AllocationPools.Text());
        (await Caller.FindNetworkAsync(network.Id))!.SubnetIds.Should().HaveCount(32);
    }

    [Fact]
    public async Task Pools_changed_by_many_are_those_of_one()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        var outcomes = await AllAtOnceAsync(
            12, number => hosts[number % Processes].Modern.UpdateSubnetAsync(subnet.Id, values => values.SetPools($"10.0.0.{10 + number}-10.0.0.100")));

        outcomes.Refusals().Should().BeEmpty();
        (await Caller.FindSubnetAsync(subnet.Id)).Should().BeEquivalentTo(new { RevisionNumber = 13 });
        (await Caller.FindSubnetAsync(subnet.Id))!.AllocationPools.Should().ContainSingle();
    }

    [Fact]
    public async Task Sharing_never_ends_while_another_tenant_gets_a_port()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var network = await Caller.CreateNetworkAsync(values => values.Set(NetworkResource.Shared, true));
            var foreign = hosts[2].Member("beta");

            var outcomes = await AllAtOnceAsync(
            [
                Doing(() => hosts[1].Modern.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Shared, false))),
                Doing(() => foreign.CreatePortAsync(network.Id)),
                Doing(() => foreign.CreatePortAsync(network.Id)),
            ]);

            var isShared = (await Caller.FindNetworkAsync(network.Id))!.Shared;
            var foreignPorts = (await Caller.PortsOfAsync(network.Id)).Count;
            isShared.Should().Be(foreignPorts > 0, "the one excludes the other, and both cannot be refused");
            outcomes.Refusals().Should().OnlyContain(refusal => refusal is InvalidSharedSettingException || refusal is NetworkNotFoundException);
        }
    }

    [Fact]
    public async Task Network_is_never_deleted_from_under_a_port()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var network = await Caller.CreateNetworkAsync();
            await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

            var outcomes = await AllAtOnceAsync(
            [
                Doing(() => hosts[1].Modern.DeleteNetworkAsync(network.Id)),
                Doing(() => hosts[2].Modern.CreatePortAsync(network.Id)),
                Doing(() => hosts[0].Modern.CreatePortAsync(network.Id)),
            ]);

            var isDeleted = await Caller.FindNetworkAsync(network.Id) is null;
            var ports = await Caller.PortsOfAsync(network.Id);
            ports.Should().HaveCount(outcomes.Skip(1).Count(outcome => outcome.Refusal is null));
            isDeleted.Should().Be(outcomes[0].Refusal is null);
            (isDeleted && ports.Count > 0).Should().BeFalse();
            outcomes.Refusals().Should().OnlyContain(refusal => refusal is NetworkInUseException || refusal is NetworkNotFoundException);
        }
    }

    [Fact]
    public async Task Subnet_is_never_deleted_from_under_an_address()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var network = await Caller.CreateNetworkAsync();
            var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

            var outcomes = await AllAtOnceAsync(
            [
                Doing(() => hosts[1].Modern.DeleteSubnetAsync(subnet.Id)),
                Doing(() => hosts[2].Modern.CreatePortAsync(network.Id)),
            ]);

            outcomes[1].Refusal.Should().BeNull("a network without subnets still has ports");
            var port = (await Caller.PortsOfAsync(network.Id)).Should().ContainSingle().Which;
            var isDeleted = await Caller.FindSubnetAsync(subnet.Id) is null;
            port.FixedIps.Should().HaveCount(isDeleted ? 0 : 1);
            isDeleted.Should().Be(outcomes[0].Refusal is null);
        }
    }

    [Fact]
    public async Task Port_is_deleted_once()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        var port = await Caller.CreatePortAsync(network.Id);

        var outcomes = await AllAtOnceAsync(Enumerable.Range(0, 9).Select(number => Doing(() => hosts[number % Processes].Modern.DeletePortAsync(port.Id))));

        outcomes.Results().Should().ContainSingle();
        outcomes.Refusals().Should().AllBeOfType<PortNotFoundException>();
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task Of_changes_to_one_revision_one_wins(string resource)
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        var port = await Caller.CreatePortAsync(network.Id);
        Func<CoreCaller, string, Task<string>> change = resource switch
        {
            "network" => async (caller, name) =>
                (await caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Standard.Name, name), 2)).Name,
            "subnet" => async (caller, name) =>
                (await caller.UpdateSubnetAsync(subnet.Id, values => values.Set(SubnetResource.Standard.Name, name), 1)).Name,
            _ => async (caller, name) =>
                (await caller.UpdatePortAsync(port.Id, values => values.Set(PortResource.Standard.Name, name), 1)).Name,
        };

        var outcomes = await AllAtOnceAsync(12, number => change(hosts[number % Processes].Modern, $"caller {number}"));

        var winner = outcomes.Results().Should().ContainSingle().Which;
        outcomes.Refusals().Should().HaveCount(11).And.AllBeOfType<RevisionNumberConstraintFailedException>();
        string[] names =
        [
            (await Caller.FindNetworkAsync(network.Id))!.Name,
            (await Caller.FindSubnetAsync(subnet.Id))!.Name,
            (await Caller.FindPortAsync(port.Id))!.Name,
        ];
        names.Where(name => name.Length > 0).Should().Equal(winner);
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task Unconditional_changes_all_count(string resource)
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        var port = await Caller.CreatePortAsync(network.Id);
        Func<CoreCaller, string, Task<int>> change = resource switch
        {
            "network" => async (caller, name) =>
                (await caller.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Standard.Name, name))).RevisionNumber,
            "subnet" => async (caller, name) =>
                (await caller.UpdateSubnetAsync(subnet.Id, values => values.Set(SubnetResource.Standard.Name, name))).RevisionNumber,
            _ => async (caller, name) =>
                (await caller.UpdatePortAsync(port.Id, values => values.Set(PortResource.Standard.Name, name))).RevisionNumber,
        };

        var outcomes = await AllAtOnceAsync(32, number => change(hosts[number % Processes].Modern, $"caller {number}"));

        outcomes.Refusals().Should().BeEmpty();
        outcomes.Results().Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task Quota_is_never_overshot(string resource)
    {
        const int Limit = 5;
        var tenant = Guid.NewGuid().ToString("N");
        var network = await hosts[0].As(tenant, ApiProfile.Modern).CreateNetworkAsync();
        var profile = ApiProfile.Modern with { NetworkQuota = Limit + 1, SubnetQuota = Limit, PortQuota = Limit };
        Func<CoreCaller, int, Task> create = resource switch
        {
            "network" => (caller, _) => caller.CreateNetworkAsync(),
            "subnet" => (caller, number) => caller.CreateSubnetAsync(network.Id, $"10.0.{number}.0/24"),
            _ => (caller, _) => caller.CreatePortAsync(network.Id),
        };

        var outcomes = await AllAtOnceAsync(
            Enumerable.Range(0, 16).Select(number => Doing(() => create(hosts[number % Processes].Bound(tenant, profile), number))));

        outcomes.Results().Should().HaveCount(Limit);
        outcomes.Refusals().Should().HaveCount(16 - Limit).And.AllBeOfType<OverQuotaException>();
    }

    public void Dispose()
    {
        Array.ForEach(hosts, host => host.Dispose());
        GC.SuppressFinalize(this);
    }
}
