using Quantum.Resources.Addressing;

namespace Quantum.Resources.ProviderNetworks;

/// <summary>A host's end of the tunnels that carry networks between hosts.</summary>
public sealed class TunnelEndpoint
{
    /// <summary>Address of the host on the network that carries the tunnels.</summary>
    public required HostAddress IpAddress { get; set; }

    /// <summary>What the tunnel carries: GRE or VXLAN.</summary>
    public NetworkType TunnelType { get; set; }

    /// <summary>Number of the endpoint among those of its type, from 1; agents name their interfaces by it.</summary>
    public int Id { get; set; }
}
