using Quantum.Resources.Attributes;
using Quantum.Resources.ProviderNetworks;
using Quantum.Resources.Qos;
using Quantum.Resources.Rbac;

namespace Quantum.Resources.Networks;

/// <summary>An isolated layer-2 segment, owned by one tenant, that subnets and ports live on.</summary>
public sealed class Network : Resource, IHasStatus, IShareable, IQosTarget
{
    /// <summary>The largest packet of Ethernet, in bytes.</summary>
    public const int UsualMtu = 1500;

    /// <summary>The least that a network must carry, in bytes (RFC 791).</summary>
    public const int SmallestMtu = 68;

    /// <inheritdoc />
    public Guid? QosPolicyId { get; set; }

    /// <summary>Administrative state; stored only, does not change <see cref="Status"/>.</summary>
    public bool AdminStateUp { get; set; } = true;

    /// <summary>What the data plane says.</summary>
    public ResourceStatus Status { get; set; } = ResourceStatus.Active;

    /// <summary>True when every tenant may see the network and put ports on it.</summary>
    public bool Shared { get; set; }

    /// <inheritdoc />
    public bool SharedWithCaller { get; set; }

    /// <summary>True when routers of other tenants may use the network as their gateway, and floating IPs come from it.</summary>
    public bool External { get; set; }

    /// <summary>True when an external network is one only for the tenants that RBAC policies name, not for every tenant.</summary>
    public bool ExternalToSome { get; set; }

    /// <summary>True when a policy names the tenant that asks; like <see cref="SharedWithCaller"/>, a question to the database.</summary>
    public bool ExternalToCaller { get; set; }

    /// <summary>The largest packet that the network carries, in bytes.</summary>
    public int Mtu { get; set; } = UsualMtu;

    /// <summary>The zones that the creator would like the network to be served from.</summary>
    public IReadOnlyList<string> AvailabilityZoneHints { get; set; } = [];

    /// <summary>The domain of the network's hosts, with a dot at its end; empty for none. Stored only.</summary>
    public string DnsDomain { get; set; } = "";

    /// <summary>True for the one external network that is used where none is named.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Whether ports of the network have port security unless they say otherwise.</summary>
    public bool PortSecurityEnabled { get; set; } = true;

    /// <summary>The address scope of the network's IPv4 subnets, by their pool; <c>null</c>: none.</summary>
    public Guid? Ipv4AddressScopeId { get; set; }

    /// <summary>The address scope of the network's IPv6 subnets, by their pool; <c>null</c>: none.</summary>
    public Guid? Ipv6AddressScopeId { get; set; }

    /// <summary>What carries the network; <c>null</c>: nothing, the network does not leave its host.</summary>
    public NetworkSegment? Segment { get; set; }

    /// <summary>Ids of all subnets, in order of creation.</summary>
    public IReadOnlyList<Guid> SubnetIds { get; set; } = [];

    /// <summary>The address scope of the network's subnets of one IP version.</summary>
    public Guid? AddressScope(int ipVersion) => ipVersion == 4 ? Ipv4AddressScopeId : Ipv6AddressScopeId;

    /// <summary>Sets the address scope of the network's subnets of one IP version.</summary>
    public void SetAddressScope(int ipVersion, Guid? scopeId)
    {
        if (ipVersion == 4)
            Ipv4AddressScopeId = scopeId;
        else
            Ipv6AddressScopeId = scopeId;
    }
}
