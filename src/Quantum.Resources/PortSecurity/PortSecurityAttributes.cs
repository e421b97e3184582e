using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.PortSecurity;

/// <summary>
/// The rows that say whether a port may send under its own addresses alone; a network's value is the default of its ports.
/// </summary>
public static class PortSecurityAttributes
{
    private const string Name = "port_security_enabled";

    /// <summary><c>port_security_enabled</c> of networks.</summary>
    public static readonly AttributeDefinition<Network, bool> OfNetwork =
        new AttributeDefinition<Network, bool>(Name, AttributeTypes.Boolean, network => network.PortSecurityEnabled)
            .Extension((network, isEnabled) => network.PortSecurityEnabled = isEnabled)
            .PostDefault(true).Put().Filter().Sort().WritePolicy().Only(Modern)
            .Doc("What ports of the network have unless they say otherwise.", "true");

    /// <summary><c>port_security_enabled</c> of ports; absent: the network's.</summary>
    public static readonly AttributeDefinition<Port, bool> OfPort =
        new AttributeDefinition<Port, bool>(Name, AttributeTypes.Boolean, port => port.PortSecurityEnabled)
            .PostGenerated().Put().Filter().Sort().WritePolicy().Only(Modern)
            .Doc("True when the port may send under its own addresses alone; the network's value unless sent.", "true");

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;
}
