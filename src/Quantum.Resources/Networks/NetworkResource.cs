using System.Linq.Expressions;
using Quantum.Resources.Attributes;

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

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<Network> Definition = new(
        "network",
        "networks",
        [Standard.Id, Standard.Name, Standard.TenantId, AdminStateUp, Status, Shared, Subnets, .. Standard.Tail, .. Standard.TagRows])
    {
        Description = "Isolated layer-2 segments that subnets and ports live on.",
        NotFound = id => new NetworkNotFoundException(id),
        Failures = new()
        {
            Update = [new InvalidSharedSettingException("web")],
            Delete = [new NetworkInUseException(ResourceFailures.SampleId)],
        },
    };

    private static AttributeDefinition<Network, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Network, TValue>> read) => new(name, type, read);
}
