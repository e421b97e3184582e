using System.Linq.Expressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Bindings;

/// <summary>The attribute table of a port's bindings.</summary>
public static class BindingResource
{
    /// <summary><c>host</c>: the host; names the binding below its port.</summary>
    public static readonly AttributeDefinition<PortBinding, string> Host =
        Attribute("host", BindingAttributeTypes.HostName, binding => binding.Host)
            .PostRequired().Filter().Sort()
            .Doc("The host.", "\"compute-2\"");

    /// <summary><c>vif_type</c>: the kind of interface that the plugin offers there.</summary>
    public static readonly AttributeDefinition<PortBinding, string> VifType =
        Attribute("vif_type", AttributeTypes.Text(64), binding => binding.VifType)
            .Filter().Sort()
            .Doc("The kind of interface that the plugin offers on the host.", "\"ovs\"");

    /// <summary><c>vnic_type</c>: the kind of interface that the device wants.</summary>
    public static readonly AttributeDefinition<PortBinding, string> VnicType =
        Attribute("vnic_type", BindingAttributeTypes.VnicType, binding => binding.VnicType)
            .PostDefault(VnicTypes.Normal).Put().Filter().Sort()
            .Doc("The kind of interface that the device wants.", "\"normal\"");

    /// <summary><c>status</c>: whether the port uses the binding.</summary>
    public static readonly AttributeDefinition<PortBinding, string> Status =
        Attribute("status", AttributeTypes.Text(16).OneOf("ACTIVE", "INACTIVE"), binding => binding.IsActive ? "ACTIVE" : "INACTIVE")
            .Filter().Sort()
            .Doc("ACTIVE for the binding that the port uses.", "\"INACTIVE\"");

    /// <summary><c>profile</c>: what the compute service tells the plugin.</summary>
    public static readonly AttributeDefinition<PortBinding, string> Profile =
        Attribute("profile", BindingAttributeTypes.JsonObject, binding => binding.Profile)
            .PostDefault(Vif.NoDetails).Put()
            .Doc("What the compute service tells the plugin; kept as it is sent.", "{}");

    /// <summary><c>vif_details</c>: what the host must know to plug the device in.</summary>
    public static readonly AttributeDefinition<PortBinding, string> VifDetails =
        Attribute("vif_details", BindingAttributeTypes.JsonObject, binding => binding.VifDetails)
            .Doc("What the host must know to plug the device in.", Vif.OpenVSwitch.Details);

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<PortBinding> Definition = new(
        "binding", "bindings", [Host, VifType, VnicType, Status, Profile, VifDetails])
    {
        Description = "The hosts that a port is bound to: one in use, others to move to.",
        AllowsBulk = false,
        Key = "host",
        NotFound = host => new PortBindingNotFoundException(ResourceFailures.SampleId, host),
        Failures = new() { Create = [new PortBindingAlreadyExistsException(ResourceFailures.SampleId, "compute-2")] },
    };

    private static AttributeDefinition<PortBinding, string> Attribute(
        string name, AttributeType<string> type, Expression<Func<PortBinding, string>> read) => new(name, type, read);
}
