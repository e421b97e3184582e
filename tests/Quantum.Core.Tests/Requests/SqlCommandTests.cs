using Quantum.Core.Requests;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Requests;

/// <summary>How often operations ask the database. A number that grows is a change to be explained, a number that varies is a defect.</summary>
public abstract class SqlCommandTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : SqlCommandTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : SqlCommandTests(fixture), IClassFixture<MigratedPostgres>;

    private const int Few = 3;
    private const int Many = 60;

    private readonly CoreHost host = new(fixture.Store);

    private CoreCaller Caller => host.Modern;

    [Theory]
    [InlineData("networks", 1)]
    [InlineData("subnets", 1)]
    [InlineData("ports", 1)]
    public async Task List_takes_as_many_commands_for_many_rows_as_for_few(string collection, int expected)
    {
        var few = Guid.NewGuid().ToString("N");
        var many = Guid.NewGuid().ToString("N");
        await FillAsync(few, Few);
        await FillAsync(many, Many);

        (await ListAsync(collection, few)).Should().Be((Few, expected));
        (await ListAsync(collection, many)).Should().Be((Many, expected));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public async Task Bulk_of_ports_takes_as_many_commands_for_many_as_for_few(int count)
    {
        var networkId = await NetworkAsync();

        var commands = await SqlCommands.CountAsync(
            () => Caller.CreatePortsAsync([.. Enumerable.Range(0, count).Select(_ => Caller.Port(networkId))]));

        commands.Should().Be(fixture.Kind == StoreKind.Postgres ? 4 : 3);
    }

    // Who creates a network or a port has its tenant's default group looked up the first time; where it is missing, making it comes on top.
    // New rows are one command, of ports together with their groups and addresses; on SQLite it goes past EF Core and is not counted.
    // Creating a network asks once for the default QoS policy of its owner.
    // Creating asks once whether the owner has a quota of its own, also where the default is unlimited, as it is here unless a row
    // says "below a quota": there the limit comes with the count. Creating a port learns it with the network.
    [Theory]
    [InlineData("create network", 2, 3)]
    [InlineData("create network below a quota", 2, 4)]
    [InlineData("show network", 1, 1)]
    [InlineData("update network", 3, 3)]
    [InlineData("delete network", 9, 7)]
    [InlineData("create subnet", 6, 4)]
    [InlineData("show subnet", 1, 1)]
    [InlineData("update subnet", 4, 3)]
    [InlineData("delete subnet", 9, 7)]
    [InlineData("create port", 1, 2)]
    [InlineData("create port below a quota", 2, 4)]
    [InlineData("create port on a shared network", 3, 5)]
    [InlineData("create port with an address", 1, 2)]
    [InlineData("show port", 1, 1)]
    [InlineData("update port", 2, 2)]
    [InlineData("update port's addresses", 5, 7)]
    [InlineData("delete port", 4, 3)]
    public async Task Operation_takes_this_many_commands(string operation, int onSqlite, int onPostgres)
    {
        var networkId = await NetworkAsync();
        var empty = await Caller.CreateNetworkAsync();
        var network = (await Caller.FindNetworkAsync(networkId))!;
        var subnetId = network.SubnetIds[0];
        var port = await Caller.CreatePortAsync(networkId);
        var limited = host.Bound(Guid.NewGuid().ToString("N"), ApiProfile.Modern);
        await limited.CreateNetworkAsync();
        await host.As("beta", ApiProfile.Modern).CreateNetworkAsync();
        var shared = await Caller.CreateNetworkAsync(values => values.Set(NetworkResource.Shared, true));
        await Caller.CreateSubnetAsync(shared.Id, "10.0.0.0/24");
        var unused = await Caller.CreateSubnetAsync(empty.Id, "10.0.0.0/24");
        Func<Task> work = operation switch
        {
            "create network" => () => Caller.CreateNetworkAsync(),
            "create network below a quota" => () => limited.CreateNetworkAsync(),
            "show network" => () => Caller.FindNetworkAsync(networkId),
            "update network" => () => Caller.UpdateNetworkAsync(networkId, values => values.Set(NetworkResource.Standard.Name, "new")),
            "delete network" => () => Caller.DeleteNetworkAsync(empty.Id),
            "create subnet" => () => Caller.CreateSubnetAsync(networkId, "10.0.1.0/24"),
            "show subnet" => () => Caller.FindSubnetAsync(subnetId),
            "update subnet" => () => Caller.UpdateSubnetAsync(subnetId, values => values.Set(SubnetResource.Standard.Name, "new")),
            "delete subnet" => () => Caller.DeleteSubnetAsync(unused.Id),
            "create port" => () => Caller.CreatePortAsync(networkId),
            "create port below a quota" => () => limited.CreatePortAsync(networkId, values => values.Set(PortResource.Standard.TenantId, "alpha")),
            "create port on a shared network" => () => host.As("beta", ApiProfile.Modern).CreatePortAsync(shared.Id),
            "create port with an address" => () => Caller.CreatePortAsync(networkId, values => values.SetFixedIps(Asked("10.0.0.99"))),
            "show port" => () => Caller.FindPortAsync(port.Id),
            "update port" => () => Caller.UpdatePortAsync(port.Id, values => values.Set(PortResource.Standard.Name, "new")),
            "update port's addresses" => () => Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps(Asked("10.0.0.99"))),
            "delete port" => () => Caller.DeletePortAsync(port.Id),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };

        (await SqlCommands.CountAsync(work)).Should().Be(fixture.Kind == StoreKind.Postgres ? onPostgres : onSqlite);
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<Guid> NetworkAsync()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        return network.Id;
    }

    /// <summary>That many networks, each with a subnet of two pools, and that many ports with two addresses each.</summary>
    private async Task FillAsync(string tenant, int count)
    {
        var caller = host.As(tenant, ApiProfile.Modern);
        var networks = await caller.CreateNetworksAsync(count);
        await caller.CreateSubnetsAsync(
            [.. networks.Select(network => caller.Subnet(network.Id, "10.0.0.0/24", values => values.SetPools("10.0.0.9-10.0.0.99 10.0.0.200-10.0.0.210")))]);
        await caller.CreatePortsAsync(
            [.. networks.Select(network => caller.Port(network.Id, values => values.SetFixedIps(Asked("10.0.0.50"), Asked("10.0.0.60"))))]);
    }

    private Task<(int Rows, int Commands)> ListAsync(string collection, string tenant) => collection switch
    {
        "networks" => ListAsync(host.Catalog.Networks, tenant, network => network.SubnetIds.Count == 1),
        "subnets" => ListAsync(host.Catalog.Subnets, tenant, subnet => subnet.AllocationPools.Count == 2),
        _ => ListAsync(host.Catalog.Ports, tenant, port => port.FixedIps.Count == 2),
    };

    private async Task<(int Rows, int Commands)> ListAsync<TResource>(ServedResource<TResource> resource, string tenant, Func<TResource, bool> isWhole)
        where TResource : Resource
    {
        var context = new RequestContext { Profile = ApiProfile.Modern, RequestId = "req-test", IsAdmin = true };
        var filter = new ResourceFilter<TResource>
        {
            Conditions = [row => row.TenantId == tenant],
            Order = [(resource.Definition.FindRow("id")!, false)],
        };
        var rows = new List<TResource>();
        var commands = await SqlCommands.CountAsync(async () =>
        {
            await using var db = host.Store.OpenRead();
            await foreach (var row in new ResourceReader<TResource>(resource, db, context).ListAsync(filter, _ => true, CancellationToken.None))
                rows.Add(row);
        });
        rows.TrueForAll(row => isWhole(row)).Should().BeTrue();
        return (rows.Count, commands);
    }
}
