using System.Linq.Expressions;
using System.Net;
using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.FloatingIps;

/// <summary>The attribute table of floating IPs.</summary>
public static class FloatingIpResource
{
    private const string SampleId = "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"";

    /// <summary>The rows shared by all resources; floating IPs have no name.</summary>
    public static readonly StandardAttributes<FloatingIp> Standard = new();

    /// <summary><c>status</c>: active while associated.</summary>
    public static readonly AttributeDefinition<FloatingIp, ResourceStatus> Status =
        Attribute("status", AttributeTypes.Status, floatingIp => floatingIp.Status)
            .Filter().Sort().Only(Modern)
            .Doc("ACTIVE while associated, else DOWN.", "\"DOWN\"");

    /// <summary><c>floating_network_id</c>: the external network; never changes.</summary>
    public static readonly AttributeDefinition<FloatingIp, Guid> FloatingNetworkId =
        Attribute("floating_network_id", AttributeTypes.Uuid, floatingIp => floatingIp.FloatingNetworkId)
            .PostRequired().Filter().Sort()
            .Doc("The external network that the address comes from.", SampleId);

    /// <summary><c>floating_ip_address</c>: the address; the next free one unless sent.</summary>
    public static readonly AttributeDefinition<FloatingIp, IPAddress?> FloatingIpAddress =
        Attribute("floating_ip_address", AttributeTypes.IpAddress.OrNull(), floatingIp => (IPAddress?)floatingIp.FloatingIpAddress)
            .PostDefault(null).Filter().Sort().WritePolicy()
            .Doc("The address on the external network; the next free one unless sent.", "\"192.168.1.2\"");

    /// <summary><c>subnet_id</c>: the external subnet to take the address from.</summary>
    public static readonly AttributeDefinition<FloatingIp, Guid?> SubnetId =
        Attribute("subnet_id", AttributeTypes.Uuid.OrNone(), floatingIp => (Guid?)null)
            .PostDefault(null).Hidden().Only(Modern)
            .Doc("The subnet of the external network to take the address from.");

    /// <summary><c>router_id</c>: who does the mapping.</summary>
    public static readonly AttributeDefinition<FloatingIp, Guid?> RouterId =
        Attribute("router_id", AttributeTypes.Uuid.OrNone(), floatingIp => floatingIp.RouterId)
            .Filter().Sort()
            .Doc("The router that maps the address; null while it is free.", "null");

    /// <summary><c>port_id</c>: the port that the address is mapped to; null frees it.</summary>
    public static readonly AttributeDefinition<FloatingIp, Guid?> PortId =
        Attribute("port_id", AttributeTypes.Uuid.OrNone(), floatingIp => floatingIp.PortId)
            .PostDefault(null).Put().Filter().Sort()
            .Doc("The port that the address is mapped to; null: none.", "null");

    /// <summary><c>fixed_ip_address</c>: the port's address; needed when it has several.</summary>
    public static readonly AttributeDefinition<FloatingIp, IPAddress?> FixedIpAddress =
        Attribute("fixed_ip_address", AttributeTypes.IpAddress.OrNull(), floatingIp => FixedAddress(floatingIp))
            .PostDefault(null).Put().Filter(MatchesFixedIp)
            .Doc("The port's address that is mapped; needed when the port has several.", "null");

    /// <summary><c>port_details</c>: what the port is, for callers that do not see it.</summary>
    public static readonly AttributeDefinition<FloatingIp, Port?> PortDetails =
        Attribute("port_details", PortDetailsType(), floatingIp => floatingIp.Port)
            .Only(Modern)
            .Doc("The port that the address is mapped to; null: none.", "null");

    /// <summary><c>port_forwardings</c>: always empty, there are none.</summary>
    public static readonly AttributeDefinition<FloatingIp, IReadOnlyList<string>> PortForwardings =
        Attribute("port_forwardings", AttributeTypes.Text(255).List(value => $"'{value}' cannot be sent"), floatingIp => Array.Empty<string>())
            .Only(Modern)
            .Doc("The ports of the address that are mapped one by one; there are none.", "[]");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<FloatingIp> Definition = new(
        "floatingip",
        "floatingips",
        [
            Standard.Id, Standard.TenantId, Status, FloatingNetworkId, FloatingIpAddress, SubnetId, RouterId, PortId, FixedIpAddress,
            PortDetails, PortForwardings, .. Standard.Tail, .. Standard.TagRows,
        ])
    {
        Description = "Addresses of external networks that routers map to ports.",
        AllowsBulk = false,
        NotFound = id => new FloatingIPNotFoundException(id),
        Failures = new()
        {
            Create = Association,
            Update = Association,
        },
    };

    private static IReadOnlyList<QuantumException> Association =>
    [
        new BadRequestException("floatingip", $"Network {ResourceFailures.SampleId} is not a valid external network"),
        new ExternalGatewayForFloatingIPNotFoundException(ResourceFailures.SampleId, ResourceFailures.SampleId, ResourceFailures.SampleId),
        new FloatingIPPortAlreadyAssociatedException(
            new() { FloatingIpAddress = IPAddress.Parse("192.168.1.2"), Id = ResourceFailures.SampleId },
            ResourceFailures.SampleId,
            IPAddress.Parse("10.0.0.3")),
    ];

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;

    private static IPAddress? FixedAddress(FloatingIp floatingIp) => floatingIp.FixedIpAddress?.Address;

    private static Expression<Func<FloatingIp, bool>> MatchesFixedIp(IReadOnlyList<string> texts)
    {
        Addressing.HostAddress?[] addresses =
            [.. AttributeQuery.Values(AttributeTypes.IpAddress, texts).Select(address => (Addressing.HostAddress?)address)];
        return floatingIp => addresses.Contains(floatingIp.FixedIpAddress);
    }

    private static AttributeType<Port?> PortDetailsType()
    {
        IResourceAttribute<Port>[] rows =
        [
            PortResource.Standard.Name, PortResource.NetworkId, PortResource.MacAddress, PortResource.AdminStateUp, PortResource.Status,
            PortResource.DeviceId, PortResource.DeviceOwner,
        ];
        return new()
        {
            Schema = new ValueSchema
            {
                Type = "object",
                IsNullable = true,
                Properties = rows.ToDictionary(row => row.Definition.Name, row => row.Definition.Schema),
            },
            Read = element => throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' cannot be sent"),
            ReadText = text => throw AttributeFormatException.Invalid($"'{ValueText.Cut(text)}' cannot be sent"),
            Write = (writer, port) => Write(writer, port, rows),
        };
    }

    private static void Write(Utf8JsonWriter writer, Port? port, IResourceAttribute<Port>[] rows)
    {
        if (port is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var row in rows)
        {
            writer.WritePropertyName(row.Definition.Name);
            row.Write(writer, port, ApiProfile.Modern);
        }

        writer.WriteEndObject();
    }

    private static AttributeDefinition<FloatingIp, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<FloatingIp, TValue>> read) => new(name, type, read);
}
