using Quantum.Resources.Profiles;

namespace Quantum.Core.Ports;

/// <summary>The values of <c>device_owner</c> that mean something to the server.</summary>
public static class DeviceOwners
{
    /// <summary>What the owners of the service's own ports begin with.</summary>
    public const string NetworkPrefix = "network:";

    /// <summary>A DHCP server's port; goes with its network or subnet.</summary>
    public const string Dhcp = "network:dhcp";

    /// <summary>A router's port on a subnet.</summary>
    public const string RouterInterface = "network:router_interface";

    /// <summary>A router's port on an external network.</summary>
    public const string RouterGateway = "network:router_gateway";

    /// <summary>The port that holds a floating IP on its external network.</summary>
    public const string FloatingIp = "network:floatingip";

    /// <summary>True for devices of the network service itself, which send for others.</summary>
    public static bool IsOfService(string deviceOwner) => deviceOwner.StartsWith("network:", StringComparison.Ordinal);

    /// <summary>The owners of ports that do not keep their network or subnet from being deleted.</summary>
    public static IReadOnlyList<string> GoingWithNetwork(ApiProfile profile) =>
        profile.DeleteRemovesRouterInterfaces ? [Dhcp, RouterInterface] : [Dhcp];
}
