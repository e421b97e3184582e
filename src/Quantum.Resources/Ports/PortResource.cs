using System.Linq.Expressions;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Ports;

/// <summary>The attribute table of ports.</summary>
public static class PortResource
{
    private const int TextLength = 255;

    /// <summary>The rows shared by all resources.</summary>
    public static readonly StandardAttributes<Port> Standard = new();

    /// <summary><c>network_id</c>: the network; never changes.</summary>
    public static readonly AttributeDefinition<Port, Guid> NetworkId =
        Attribute("network_id", AttributeTypes.Uuid, port => port.NetworkId)
            .PostRequired().Filter().Sort()
            .Doc("The network that the port is on.", "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"");

    /// <summary><c>admin_state_up</c>: administrative state.</summary>
    public static readonly AttributeDefinition<Port, bool> AdminStateUp =
        Attribute("admin_state_up", AttributeTypes.Boolean, port => port.AdminStateUp)
            .PostDefault(true).Put().Filter().Sort()
            .Doc("Administrative state.", "true");

    /// <summary><c>status</c>: what the data plane says.</summary>
    public static readonly AttributeDefinition<Port, ResourceStatus> Status =
        Attribute("status", AttributeTypes.Status, port => port.Status)
            .Filter().Sort()
            .Doc("What the data plane says.", "\"ACTIVE\"");

    /// <summary><c>mac_address</c>: unique on the network; generated unless sent, and in place of <c>null</c>.</summary>
    public static readonly AttributeDefinition<Port, MacAddress> MacAddress =
        Attribute("mac_address", PortAttributeTypes.Mac, port => port.MacAddress)
            .PostGenerated().Put(profile => profile.ExtendedUpdates).NullIsDefault(profile => profile.ExtendedUpdates)
            .Filter().Sort().WritePolicy()
            .Doc("Hardware address, unique on the network; generated unless sent, and when null is sent.", "\"fa:16:3e:a1:b3:7e\"");

    /// <summary><c>fixed_ips</c>: absent means one address of each version that the network has; <c>[]</c> means none.</summary>
    public static readonly AttributeDefinition<Port, IReadOnlyList<FixedIp>> FixedIps =
        Attribute("fixed_ips", PortAttributeTypes.FixedIps, port => port.FixedIps)
            .PostGenerated().Put().Filter(FixedIpFilter.Matches).WritePolicy(PolicyParts)
            .Doc(
                "The port's addresses; absent: one of each IP version that the network has.",
                "[{\"subnet_id\": \"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\", \"ip_address\": \"192.168.1.2\"}]");

    /// <summary><c>device_id</c>: who uses the port.</summary>
    public static readonly AttributeDefinition<Port, string> DeviceId =
        Attribute("device_id", AttributeTypes.Text(TextLength), port => port.DeviceId)
            .PostDefault("").Put().Filter().Sort()
            .Doc("Who uses the port, for example a VM's id.", "\"vm-1\"");

    /// <summary><c>device_owner</c>: what kind of user that is.</summary>
    public static readonly AttributeDefinition<Port, string> DeviceOwner =
        Attribute("device_owner", AttributeTypes.Text(TextLength), port => port.DeviceOwner)
            .PostDefault("").Put().Filter().Sort().WritePolicy()
            .Doc("What kind of user that is.", "\"compute:nova\"");

    /// <summary><c>tags</c>: those of ports can be sent with POST.</summary>
    public static readonly AttributeDefinition<Port, IReadOnlyList<string>> Tags = Standard.Tags.PostDefault([]);

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<Port> Definition = new(
        "port",
        "ports",
        [
            Standard.Id, Standard.Name, Standard.TenantId, NetworkId, AdminStateUp, Status, MacAddress, FixedIps,
            DeviceId, DeviceOwner, PortDetailAttributes.ResourceRequest, .. Standard.Tail, .. Standard.TagRows,
        ])
    {
        Description = "Connections of devices to networks.",
        NotFound = id => new PortNotFoundException(id),
        Failures = PortFailures.Samples,
    };

    private static IEnumerable<string> PolicyParts(IReadOnlyList<FixedIp> fixedIps)
    {
        if (fixedIps.Any(item => item.SubnetId is not null))
            yield return "subnet_id";
        if (fixedIps.Any(item => item.IpAddress is not null))
            yield return "ip_address";
    }

    private static AttributeDefinition<Port, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Port, TValue>> read) => new(name, type, read);
}
