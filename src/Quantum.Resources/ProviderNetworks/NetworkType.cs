namespace Quantum.Resources.ProviderNetworks;

/// <summary>What carries a network; in the API by its name in lower case.</summary>
public enum NetworkType
{
    /// <summary>A physical network as it is, untagged; one network each.</summary>
    Flat,

    /// <summary>A GRE tunnel key.</summary>
    Gre,

    /// <summary>Nothing: the network does not leave its host.</summary>
    Local,

    /// <summary>A VLAN of a physical network.</summary>
    Vlan,

    /// <summary>A VXLAN network identifier.</summary>
    Vxlan,
}
