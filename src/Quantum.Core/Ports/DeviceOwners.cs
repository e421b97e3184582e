using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Ports;

/// <summary>The values of <c>device_owner</c> that mean something to the server.</summary>
public static class DeviceOwners
{
    /// <summary>A DHCP server's port; goes with its network or subnet.</summary>
    public const string Dhcp = "network:dhcp";

    /// <summary>A router's port on a subnet.</summary>
    public const string RouterInterface = "network:router_interface";

    /// <summary>A router's port on an external network.</summary>
    public const string RouterGateway = "network:router_gateway";

    /// <summary>The port of a floating IP.</summary>
    public const string FloatingIp = "network:floatingip";

    /// <summary>True when the port does not keep its network or subnet from being deleted.</summary>
    public static bool GoesWithNetwork(Port port, ApiProfile profile) =>
        port.DeviceOwner == Dhcp || (port.DeviceOwner == RouterInterface && profile.DeleteRemovesRouterInterfaces);
}
