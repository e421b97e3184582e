using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;

namespace Quantum.Core.Routers;

/// <summary>The extensions of a plugin that routes.</summary>
internal static class RouterExtensions
{
    private const string Id = "7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10";

    private static readonly ValueSchema RoutesBody = new()
    {
        Type = "object",
        Properties = new Dictionary<string, ValueSchema>
        {
            ["router"] = new() { Type = "object", Properties = new Dictionary<string, ValueSchema> { ["routes"] = RouteChange.Key.Schema } },
        },
    };

    private static readonly ValueSchema Uuid = AttributeTypes.Uuid.Schema;

    /// <summary>What the plugin serves.</summary>
    public static IReadOnlyList<ApiExtension> Of(IRouterPlugin plugin) =>
    [
        new(
            "router",
            "Quantum L3 Router",
            "Router abstraction for basic L3 forwarding between L2 Quantum networks and access to external networks via a NAT gateway.",
            "2012-07-20T10:00:00-00:00")
        {
            Namespace = "http://docs.openstack.org/ext/quantum/router/api/v1.0",
            Attributes = [RouterResource.External],
            Resources = [Routers(plugin), FloatingIps(plugin)],
        },
        new("external-net", "Neutron external network", "Adds external network attribute to network resource.", "2013-01-14T10:00:00-00:00"),
        new(
            "ext-gw-mode",
            "Neutron L3 Configurable external gateway mode",
            "Extension of the router abstraction for specifying whether SNAT should occur on the external gateway",
            "2013-03-28T10:00:00-00:00"),
        new("extraroute", "Neutron Extra Route", "Extra routes configuration for L3 router", "2013-02-01T10:00:00-00:00"),
        new(
            "extraroute-atomic",
            "Atomically add/remove extra routes",
            "Edit extra routes of a router on server side by atomically adding/removing extra routes",
            "2019-07-10T00:00:00+00:00"),
        new("fip-port-details", "Floating IP Port Details Extension", "Add port_details attribute to Floating IP resource", "2018-04-09T10:00:00-00:00"),
    ];

    private static ServedResource<Router> Routers(IRouterPlugin plugin) => new()
    {
        Definition = RouterResource.Definition,
        Plugin = plugin,
        Visible = Visibility.Own<Router>,
        Read = static (_, routers) => routers.Include(router => router.GatewayPort!).ThenInclude(port => port.Allocations).AsAsyncEnumerable(),
        Actions =
        [
            Action("add_router_interface", "Connect a router with a subnet, or through a port.", plugin.AddInterfaceAsync, static (brief, connection, writer) =>
            {
                if (brief)
                    connection.WriteBrief(writer);
                else
                    connection.Write(writer);
            }) with
            {
                Failures =
                [
                    new BadRequestException("router", "Either subnet_id or port_id must be specified"),
                    new PortInUseException(ResourceFailures.SampleId, ResourceFailures.SampleId, "vm-1"),
                ],
            },
            Action("remove_router_interface", "End a router's connection with a subnet; its port goes.", plugin.RemoveInterfaceAsync, static (brief, connection, writer) =>
            {
                if (brief)
                    writer.WriteNullValue();
                else
                    connection.Write(writer);
            }) with
            {
                Failures =
                [
                    new RouterInterfaceNotFoundForSubnetException(ResourceFailures.SampleId, ResourceFailures.SampleId),
                    new RouterInterfaceInUseByFloatingIPException(ResourceFailures.SampleId, ResourceFailures.SampleId),
                ],
            },
            Routes("add_extraroutes", "Add routes that a router does not have yet.", RouteChange.ReadAdded),
            Routes("remove_extraroutes", "Remove routes that a router has.", RouteChange.ReadRemoved),
        ],
    };

    private static ResourceAction Routes(string name, string description, Func<JsonElement, AttributeValues> readChanges) => new(name)
    {
        Description = description,
        Body = RoutesBody,
        BodyExample = "{\"router\": {\"routes\": [{\"destination\": \"10.9.0.0/24\", \"nexthop\": \"192.168.1.9\"}]}}",
        Answer = RoutesBody,
        AnswerExample = "{\"router\": {\"routes\": [{\"destination\": \"10.9.0.0/24\", \"nexthop\": \"192.168.1.9\"}]}}",
        ExistsIn = static profile => profile.StandardAttributes,
        ReadChanges = readChanges,
        Failures = [new HttpBadRequestException("Failed to parse request. Required  attribute 'routes' not specified")],
    };

    private static ServedResource<FloatingIp> FloatingIps(IRouterPlugin plugin) => new()
    {
        Definition = FloatingIpResource.Definition,
        Plugin = plugin,
        Visible = Visibility.Own<FloatingIp>,
        Read = static (_, floatingIps) => floatingIps.Include(floatingIp => floatingIp.Port).AsAsyncEnumerable(),
    };

    private static ResourceAction Action(
        string name,
        string description,
        Func<RequestContext, ChangeTarget, RouterInterfaceRequest, CancellationToken, Task<RouterConnection>> run,
        Action<bool, RouterConnection, Utf8JsonWriter> write) => new(name)
        {
            Description = description,
            Body = Object("subnet_id", "port_id"),
            BodyExample = $"{{\"subnet_id\": \"{Id}\"}}",
            Answer = Object("id", "tenant_id", "port_id", "network_id", "subnet_id"),
            AnswerExample = $"{{\"id\": \"{Id}\", \"tenant_id\": \"acme\", \"port_id\": \"{Id}\", \"network_id\": \"{Id}\", \"subnet_id\": \"{Id}\", \"subnet_ids\": [\"{Id}\"]}}",
            RunAsync = async (context, target, body, cancellationToken) =>
            {
                var connection = await run(context, target, RouterInterfaceRequest.Read(body), cancellationToken);
                return writer => write(context.Profile.BriefRouterActions, connection, writer);
            },
        };

    private static ValueSchema Object(params string[] names) => new()
    {
        Type = "object",
        Properties = names.ToDictionary(name => name, name => name == "tenant_id" ? AttributeTypes.Text(255).Schema : Uuid),
    };
}
