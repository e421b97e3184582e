using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Resources.Bindings;

/// <summary>The rows that tie a port to a host.</summary>
public static class PortBindingAttributes
{
    /// <summary><c>binding:vnic_type</c>: the kind of interface that the device wants.</summary>
    public static readonly AttributeDefinition<Port, string> VnicType =
        Attribute("binding:vnic_type", BindingAttributeTypes.VnicType, port => port.VnicType)
            .PostDefault(VnicTypes.Normal).Put().Filter().Sort().WritePolicy()
            .Doc("The kind of interface that the device wants.", "\"normal\"");

    /// <summary><c>binding:host_id</c>: the host; setting it binds the port, null unbinds it.</summary>
    public static readonly AttributeDefinition<Port, string> HostId =
        Secret("binding:host_id", BindingAttributeTypes.Host, port => port.HostId)
            .PostGenerated().Put().Filter().Sort().WritePolicy()
            .Doc("The host that the port is bound to; empty or null: none.", "\"compute-1\"");

    /// <summary><c>binding:profile</c>: what the compute service tells the plugin.</summary>
    public static readonly AttributeDefinition<Port, string> Profile =
        Secret("binding:profile", BindingAttributeTypes.JsonObject, port => port.BindingProfile)
            .PostGenerated().Put().WritePolicy()
            .Doc("What the compute service tells the plugin; kept as it is sent.", "{}");

    /// <summary><c>binding:vif_type</c>: the kind of interface that the plugin offers on the host.</summary>
    public static readonly AttributeDefinition<Port, string> VifType =
        Secret("binding:vif_type", AttributeTypes.Text(64), port => port.VifType)
            .Filter().Sort()
            .Doc(
                "The kind of interface that the plugin offers on the host: unbound without a host, binding_failed when it offers none.",
                "\"ovs\"");

    /// <summary><c>binding:vif_details</c>: what the host must know to plug the device in.</summary>
    public static readonly AttributeDefinition<Port, string> VifDetails =
        Secret("binding:vif_details", BindingAttributeTypes.JsonObject, port => port.VifDetails)
            .Doc("What the host must know to plug the device in.", Vif.OpenVSwitch.Details);

    /// <summary>All rows, in the order of answers.</summary>
    public static IReadOnlyList<IResourceAttribute<Port>> All { get; } = [VnicType, Profile, HostId, VifType, VifDetails];

    private static AttributeDefinition<Port, string> Secret(
        string name, AttributeType<string> type, Expression<Func<Port, string>> read) =>
        Attribute(name, type, read).ReadPolicy($"get_port:{name}");

    private static AttributeDefinition<Port, string> Attribute(
        string name, AttributeType<string> type, Expression<Func<Port, string>> read) =>
        new AttributeDefinition<Port, string>(name, type, read).Only(profile => profile.StandardAttributes);
}
