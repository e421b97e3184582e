using System.Linq.Expressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Ports;

/// <summary>The rows that today's clients read besides what a port is.</summary>
public static class PortDetailAttributes
{
    private const string Immediate = "immediate";

    private const string None = "none";

    /// <summary><c>ip_allocation</c>: when the port gets its addresses; a port without addresses never does.</summary>
    public static readonly AttributeDefinition<Port, string> IpAllocation =
        Attribute("ip_allocation", AttributeTypes.Text(255).OneOf(Immediate, None), port => port.Allocations.Count > 0 ? Immediate : None)
            .Filter(HasAny)
            .Doc("When the port gets its addresses: immediate at its creation, none for a port without addresses.", "\"immediate\"");

    /// <summary><c>propagate_uplink_status</c>: the device sees whether its host is connected; never changes.</summary>
    public static readonly AttributeDefinition<Port, bool> PropagateUplinkStatus =
        Attribute("propagate_uplink_status", AttributeTypes.Boolean, port => port.PropagateUplinkStatus)
            .Extension((port, isPropagated) => port.PropagateUplinkStatus = isPropagated)
            .PostDefault(true).Filter().Sort()
            .Doc("True when the device sees whether its host is connected.", "true");

    /// <summary><c>resource_request</c>: always null, nothing is asked of Placement.</summary>
    public static readonly AttributeDefinition<Port, string?> ResourceRequest =
        Attribute("resource_request", AttributeTypes.Text(255).OrNull(), port => (string?)null)
            .ReadPolicy("get_port:resource_request")
            .Doc("What the port needs from Placement; null: nothing.", "null");

    private static Expression<Func<Port, bool>> HasAny(IReadOnlyList<string> texts)
    {
        var (some, none) = (texts.Contains(Immediate), texts.Contains(None));
        return port => port.Allocations.Any() ? some : none;
    }

    private static AttributeDefinition<Port, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Port, TValue>> read) =>
        new AttributeDefinition<Port, TValue>(name, type, read).Only(profile => profile.StandardAttributes);
}
