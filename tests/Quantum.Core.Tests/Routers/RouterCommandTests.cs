using System.Text.Json;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Attributes;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Routers;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Routers;

/// <summary>How often operations on routers and floating IPs ask the database. A number that grows is a change to be explained.</summary>
public abstract class RouterCommandTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : RouterCommandTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : RouterCommandTests(fixture), IClassFixture<MigratedPostgres>;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly CoreHost host = new(fixture.Store);
    private readonly RequestContext context = new()
    {
        Profile = ApiProfile.Modern with { RouterQuota = -1, FloatingIpQuota = -1, PortQuota = -1, NetworkQuota = -1, SubnetQuota = -1 },
        RequestId = "req-test",
        TenantId = Guid.NewGuid().ToString("N"),
        IsAdmin = true,
    };

    private CoreCaller Caller => host.Bound(context.TenantId!, context.Profile);

    private IRouterPlugin Plugin => (IRouterPlugin)host.Plugin;

    private IResourcePlugin<Router> Routers => Plugin;

    private IResourcePlugin<FloatingIp> FloatingIps => Plugin;

    [Theory]
    [InlineData("create router", 2, 2)]
    [InlineData("create router with a gateway", 5, 7)]
    [InlineData("update router", 2, 3)]
    [InlineData("add interface", 8, 9)]
    [InlineData("remove interface", 8, 7)]
    [InlineData("delete router with a gateway", 6, 5)]
    [InlineData("create floating IP", 4, 6)]
    [InlineData("create floating IP for a port", 9, 12)]
    [InlineData("associate floating IP", 7, 8)]
    [InlineData("delete floating IP", 5, 3)]
    public async Task Operation_takes_this_many_commands(string operation, int onSqlite, int onPostgres)
    {
        var external = await Caller.CreateNetworkAsync(values => values.Set(RouterResource.External, true));
        await Caller.CreateSubnetAsync(external.Id, "172.16.0.0/24");
        var inner = await Caller.CreateNetworkAsync();
        var connected = await Caller.CreateSubnetAsync(inner.Id, "10.0.0.0/24");
        var other = await Caller.CreateSubnetAsync(inner.Id, "10.0.1.0/24");
        var router = await CreateRouterAsync(external);
        await AddInterfaceAsync(router, connected.Id);
        var port = await Caller.CreatePortAsync(inner.Id, values => values.SetFixedIps(new FixedIp(connected.Id, null)));
        var free = await CreateFloatingIpAsync(external);
        var unused = await CreateRouterAsync(external);
        Func<Task> work = operation switch
        {
            "create router" => () => CreateRouterAsync(null),
            "create router with a gateway" => () => CreateRouterAsync(external),
            "update router" => () => Routers.UpdateAsync(context, Target(router), Named("new"), None),
            "add interface" => () => AddInterfaceAsync(router, other.Id),
            "remove interface" => () => Plugin.RemoveInterfaceAsync(context, Target(router), new(connected.Id, null), None),
            "delete router with a gateway" => () => Routers.DeleteAsync(context, Target(unused), None),
            "create floating IP" => () => CreateFloatingIpAsync(external),
            "create floating IP for a port" => () => CreateFloatingIpAsync(external, port),
            "associate floating IP" => () => FloatingIps.UpdateAsync(context, Target(free), Mapped(port), None),
            "delete floating IP" => () => FloatingIps.DeleteAsync(context, Target(free), None),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };

        (await SqlCommands.CountAsync(work)).Should().Be(fixture.Kind == StoreKind.Postgres ? onPostgres : onSqlite);
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private static ChangeTarget Target(Resource resource) => new(resource.Id, ExpectedRevision: null);

    private static AttributeValues Named(string name)
    {
        var values = new AttributeValues();
        values.Set(RouterResource.Standard.Name, name);
        return values;
    }

    private static AttributeValues Mapped(Port port)
    {
        var values = new AttributeValues();
        values.Set(FloatingIpResource.PortId, port.Id);
        return values;
    }

    private Task<RouterConnection> AddInterfaceAsync(Router router, Guid subnetId) =>
        Plugin.AddInterfaceAsync(context, Target(router), new RouterInterfaceRequest(subnetId, null), None);

    private async Task<Router> CreateRouterAsync(Network? external)
    {
        var gateway = external is null ? "null" : $$"""{"network_id": "{{external.Id}}"}""";
        return (await Routers.CreateAsync(context, [Read(RouterResource.Definition, $$$"""{"router": {"external_gateway_info": {{{gateway}}}}}""")], None))[0];
    }

    private async Task<FloatingIp> CreateFloatingIpAsync(Network external, Port? port = null)
    {
        var values = Read(FloatingIpResource.Definition, $$$"""{"floatingip": {"floating_network_id": "{{{external.Id}}}"}}""");
        if (port is not null)
            values.Set(FloatingIpResource.PortId, port.Id);
        return (await FloatingIps.CreateAsync(context, [values], None))[0];
    }

    /// <summary>A request with the defaults that binding fills in.</summary>
    private AttributeValues Read<TResource>(ResourceDefinition<TResource> definition, string body)
        where TResource : Resource =>
        new ResourceBody(definition, context.Profile, new(context.TenantId, NamesAnyTenant: true, AllowsBulk: true))
            .ReadCreate(JsonElement.Parse(body), out _)[0];
}
