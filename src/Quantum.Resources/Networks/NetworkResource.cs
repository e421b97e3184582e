using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.AvailabilityZones;
using Quantum.Resources.Dns;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Networks;

/// <summary>The attribute table of networks.</summary>
public static class NetworkResource
{
    /// <summary>The rows shared by all resources.</summary>
    public static readonly StandardAttributes<Network> Standard = new();

    /// <summary><c>subnets</c>: ids of the network's subnets.</summary>
    public static readonly AttributeDefinition<Network, IReadOnlyList<Guid>> Subnets =
        Attribute("subnets", AttributeTypes.Uuid.List(value => $"'{value}' is not a list"), network => network.SubnetIds)
            .Doc("Ids of the network's subnets.", "[]");

    /// <summary><c>admin_state_up</c>: administrative state.</summary>
    public static readonly AttributeDefinition<Network, bool> AdminStateUp =
        Attribute("admin_state_up", AttributeTypes.Boolean, network => network.AdminStateUp)
            .PostDefault(true).Put().Filter().Sort()
            .Doc("Administrative state.", "true");

    /// <summary><c>status</c>: what the data plane says.</summary>
    public static readonly AttributeDefinition<Network, ResourceStatus> Status =
        Attribute("status", AttributeTypes.Status, network => network.Status)
            .Filter().Sort()
            .Doc("What the data plane says.", "\"ACTIVE\"");

    /// <summary><c>shared</c>: usable by every tenant; administrators only by default policy.</summary>
    public static readonly AttributeDefinition<Network, bool> Shared =
        Attribute("shared", AttributeTypes.Boolean, network => network.Shared || network.SharedWithCaller)
            .PostDefault(false).Put().Filter().Sort().WritePolicy()
            .Doc("True when every tenant may see the network and put ports on it.", "false");

    /// <summary><c>mtu</c>: the largest packet; absent or 0: as large as what carries the network allows.</summary>
    public static readonly AttributeDefinition<Network, int> Mtu =
        Attribute("mtu", NetworkAttributeTypes.Mtu, network => network.Mtu)
            .PostGenerated().Put().Filter().Sort().Only(Modern)
            .Doc("Bytes of the largest packet; absent or 0: as many as what carries the network allows.", "1400");

    /// <summary><c>availability_zone_hints</c>, <c>availability_zones</c>.</summary>
    public static readonly AvailabilityZoneAttributes<Network> Zones = new(network => network.AvailabilityZoneHints);

    /// <summary><c>dns_domain</c>: the domain of the network's hosts.</summary>
    public static readonly AttributeDefinition<Network, string> DnsDomain =
        Attribute("dns_domain", DnsNames.Domain, network => network.DnsDomain)
            .PostDefault("").Put().Filter().Sort().Only(Modern)
            .Doc("The domain of the network's hosts; ends with a dot.", "\"example.org.\"");

    /// <summary><c>is_default</c>: the external network that is used where none is named; administrators only by default policy.</summary>
    public static readonly AttributeDefinition<Network, bool> IsDefault =
        Attribute("is_default", AttributeTypes.Boolean, network => network.IsDefault)
            .PostDefault(false).Put().Filter().Sort().Only(Modern).WritePolicy()
            .Doc("True for the external network that is used where none is named.", "false");

    /// <summary><c>l2_adjacency</c>: always true, no network is routed between its hosts.</summary>
    public static readonly AttributeDefinition<Network, bool> L2Adjacency =
        Attribute("l2_adjacency", AttributeTypes.Boolean, network => true)
            .Only(Modern)
            .Doc("True: all hosts of the network are on one link.", "true");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<Network> Definition = new(
        "network",
        "networks",
        [
            Standard.Id, Standard.Name, Standard.TenantId, AdminStateUp, Status, Shared, Subnets, Mtu, Zones.Hints, Zones.Served, DnsDomain,
            IsDefault, L2Adjacency, .. Standard.Tail, .. Standard.TagRows,
        ])
    {
        Description = "Isolated layer-2 segments that subnets and ports live on.",
        NotFound = id => new NetworkNotFoundException(id),
        Failures = new()
        {
            Update = [new InvalidSharedSettingException("web")],
            Delete = [new NetworkInUseException(ResourceFailures.SampleId)],
        },
    };

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;

    private static AttributeDefinition<Network, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Network, TValue>> read) => new(name, type, read);
}
