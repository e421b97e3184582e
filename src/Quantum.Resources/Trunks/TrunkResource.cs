using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Resources.Trunks;

/// <summary>The attribute table of trunks, and what trunks add to ports.</summary>
public static class TrunkResource
{
    /// <summary>The rows shared by all resources.</summary>
    public static readonly StandardAttributes<Trunk> Standard = new();

    /// <summary><c>port_id</c>: the parent port; never changes.</summary>
    public static readonly AttributeDefinition<Trunk, Guid> PortId =
        Attribute("port_id", AttributeTypes.Uuid, trunk => trunk.PortId)
            .PostRequired().Filter().Sort()
            .Doc("The parent port, which carries the others.", "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"");

    /// <summary><c>admin_state_up</c>: administrative state.</summary>
    public static readonly AttributeDefinition<Trunk, bool> AdminStateUp =
        Attribute("admin_state_up", AttributeTypes.Boolean, trunk => trunk.AdminStateUp)
            .PostDefault(true).Put().Filter().Sort()
            .Doc("Administrative state; a trunk that is down keeps its ports and cannot be deleted.", "true");

    /// <summary><c>status</c>: what the data plane says.</summary>
    public static readonly AttributeDefinition<Trunk, ResourceStatus> Status =
        Attribute("status", AttributeTypes.Status, trunk => trunk.Status)
            .Filter().Sort()
            .Doc("What the data plane says.", "\"DOWN\"");

    /// <summary><c>sub_ports</c>: the ports that the parent carries; changed by actions.</summary>
    public static readonly AttributeDefinition<Trunk, IReadOnlyList<SubPortDetails>> SubPorts =
        Attribute("sub_ports", TrunkAttributeTypes.SubPorts, trunk => trunk.Details)
            .PostDefault([])
            .Doc("The ports that the parent carries, and their tags; add_subports and remove_subports change them.", "[]");

    /// <summary><c>trunk_details</c> of ports: the trunk whose parent the port is; other ports do not have it.</summary>
    public static readonly AttributeDefinition<Port, TrunkDetails?> Details =
        new AttributeDefinition<Port, TrunkDetails?>("trunk_details", TrunkAttributeTypes.Details, port => DetailsOf(port))
            .Only(profile => profile.StandardAttributes).LeftOutWhenNull()
            .Doc("The trunk whose parent the port is; only such ports have it.", "{\"trunk_id\": \"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\", \"sub_ports\": []}");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<Trunk> Definition = new(
        "trunk",
        "trunks",
        [Standard.Id, Standard.Name, Standard.TenantId, PortId, AdminStateUp, Status, SubPorts, .. Standard.Tail, .. Standard.TagRows])
    {
        AllowsBulk = false,
        Description = "Ports that carry the traffic of other ports.",
        NotFound = id => new TrunkNotFoundException(id),
        Failures = new()
        {
            Create = [new ParentPortInUseException(ResourceFailures.SampleId), new TrunkPortInUseException(ResourceFailures.SampleId)],
            Delete = [new TrunkDisabledException(ResourceFailures.SampleId)],
        },
    };

    /// <summary>The refusal of a port that was sent without a tag.</summary>
    public static string Untagged(Guid portId) => TrunkAttributeTypes.Missing($"{{'port_id': '{portId}'}}");

    /// <summary>What the port shows of its trunk; kept with the port, so that reading ports costs nothing more.</summary>
    public static TrunkDetails? DetailsOf(Port port)
    {
        ArgumentNullException.ThrowIfNull(port);
        return port.Extensions.Get<TrunkDetails?>("trunk_details", TrunkAttributeTypes.Details, null);
    }

    /// <summary>Sets what the port shows of its trunk.</summary>
    public static void SetDetails(Port port, TrunkDetails? details)
    {
        ArgumentNullException.ThrowIfNull(port);
        port.Extensions = port.Extensions.With("trunk_details", TrunkAttributeTypes.Details, details);
    }

    private static AttributeDefinition<Trunk, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Trunk, TValue>> read) => new(name, type, read);
}
