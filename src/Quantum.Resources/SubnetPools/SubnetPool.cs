using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Rbac;

namespace Quantum.Resources.SubnetPools;

/// <summary>Blocks of addresses from which subnets are cut, so that no two subnets of the pool share an address.</summary>
public sealed class SubnetPool : Resource, IShareable
{
    /// <summary>4 or 6: the version of all prefixes.</summary>
    public int IpVersion { get; set; }

    /// <summary>The blocks: as few as possible, ascending; at least one.</summary>
    public IReadOnlyList<IpCidr> Prefixes { get; set; } = [];

    /// <summary>Prefix length of a subnet whose request names none.</summary>
    public int DefaultPrefixLength { get; set; }

    /// <summary>Prefix length of the largest subnet.</summary>
    public int MinPrefixLength { get; set; }

    /// <summary>Prefix length of the smallest subnet.</summary>
    public int MaxPrefixLength { get; set; }

    /// <summary>How much of the pool one tenant's subnets may take, in addresses (IPv4) or /64 networks (IPv6); <c>null</c> and 0: no limit.</summary>
    public int? DefaultQuota { get; set; }

    /// <summary>True for the pool that subnets come from which ask for the default; one of each IP version.</summary>
    public bool IsDefault { get; set; }

    /// <inheritdoc />
    public bool Shared { get; set; }

    /// <inheritdoc />
    public bool SharedWithCaller { get; set; }

    /// <summary>The address scope within which the pool's addresses are unique, or <c>null</c>.</summary>
    public Guid? AddressScopeId { get; set; }
}
