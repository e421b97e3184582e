using Quantum.Resources.Addressing;

namespace Quantum.Core.Ipam;

/// <summary>Which networks are asked about. Conditions that are <c>null</c> or empty hold for all.</summary>
public sealed record IpAvailabilityQuestion
{
    /// <summary>Their ids.</summary>
    public IReadOnlyList<Guid>? NetworkIds { get; init; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string>? NetworkNames { get; init; }

    /// <summary>Their owners.</summary>
    public IReadOnlyList<string>? TenantIds { get; init; }

    /// <summary>The versions of the subnets counted; networks without such subnets are left out.</summary>
    public IReadOnlyList<int> IpVersions { get; init; } = [];
}

/// <summary>How many addresses a network has.</summary>
public sealed record NetworkIpAvailability(Guid NetworkId, string NetworkName, string TenantId, IReadOnlyList<SubnetIpAvailability> Subnets)
{
    /// <summary>The addresses taken.</summary>
    public int Used => Subnets.Sum(subnet => subnet.Used);

    /// <summary>The addresses that the pools have.</summary>
    public UInt128 Total => Subnets.Aggregate(UInt128.Zero, (sum, subnet) => sum + subnet.Total);
}

/// <summary>How many addresses a subnet has: those of its pools, or of its block when it has none.</summary>
public sealed record SubnetIpAvailability(Guid SubnetId, string SubnetName, IpCidr Cidr, int IpVersion, int Used, UInt128 Total);
