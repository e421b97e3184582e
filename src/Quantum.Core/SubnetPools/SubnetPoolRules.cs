using Quantum.Resources.Addressing;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;

namespace Quantum.Core.SubnetPools;

/// <summary>What makes a subnet pool valid, and what may come from it.</summary>
public static class SubnetPoolRules
{
    /// <summary>The one IP version of the prefixes.</summary>
    /// <exception cref="QuantumException">There are no prefixes, or prefixes of both versions.</exception>
    public static int VersionOf(IReadOnlyList<IpCidr> prefixes)
    {
        if (prefixes.Count == 0)
            throw new EmptySubnetPoolPrefixListException();
        return prefixes.All(prefix => prefix.IpVersion == prefixes[0].IpVersion) ? prefixes[0].IpVersion : throw new PrefixVersionMismatchException();
    }

    /// <summary>The prefix length of the largest subnet of a pool that does not say it.</summary>
    public static int LeastLength(int ipVersion) => ipVersion == 4 ? 8 : 64;

    /// <summary>The prefix length of the smallest subnet that there can be.</summary>
    public static int GreatestLength(int ipVersion) => ipVersion == 4 ? 32 : 128;

    /// <summary>The pool's prefix lengths stand in order.</summary>
    public static void CheckLengths(SubnetPool pool)
    {
        const string Least = "min_prefixlen";
        const string Greatest = "max_prefixlen";
        const string Default = "default_prefixlen";
        if (pool.MinPrefixLength > pool.MaxPrefixLength)
            throw new IllegalSubnetPoolPrefixBoundsException(Least, pool.MinPrefixLength, Greatest, pool.MaxPrefixLength);
        if (pool.MaxPrefixLength > GreatestLength(pool.IpVersion))
            throw new IllegalSubnetPoolPrefixBoundsException(Greatest, pool.MaxPrefixLength, "ip_version_max", GreatestLength(pool.IpVersion));
        if (pool.DefaultPrefixLength < pool.MinPrefixLength)
            throw new IllegalSubnetPoolPrefixBoundsException(Default, pool.DefaultPrefixLength, Least, pool.MinPrefixLength);
        if (pool.DefaultPrefixLength > pool.MaxPrefixLength)
            throw new IllegalSubnetPoolPrefixBoundsException(Default, pool.DefaultPrefixLength, Greatest, pool.MaxPrefixLength);
    }

    /// <summary>The pool gives subnets of that size.</summary>
    public static void CheckLength(SubnetPool pool, int length)
    {
        if (length > pool.MaxPrefixLength)
            throw new MaxPrefixSubnetAllocationErrorException(length, pool.MaxPrefixLength);
        if (length < pool.MinPrefixLength)
            throw new MinPrefixSubnetAllocationErrorException(length, pool.MinPrefixLength);
    }

    /// <summary>A tenant whose subnets have these prefix lengths takes no more of the pool than it may.</summary>
    public static void CheckQuota(SubnetPool pool, IEnumerable<int> lengths)
    {
        var unit = pool.IpVersion == 4 ? 32 : 64;
        if (pool.DefaultQuota is > 0 and { } quota && lengths.Sum(length => Math.Pow(2, unit - length)) > quota)
            throw new SubnetPoolQuotaExceededException();
    }

    /// <summary>
    /// A block of that size: from the smallest free block that has room for it, so that large ones stay whole, and the lowest
    /// of these.
    /// </summary>
    public static IpCidr Choose(PrefixSet free, int length)
    {
        IpCidr? best = null;
        foreach (var prefix in free.Prefixes)
        {
            if (prefix.PrefixLength <= length && (best is null || prefix.PrefixLength > best.Value.PrefixLength))
                best = prefix;
        }

        return best is { } block ? new IpCidr(block.Network, length) : throw SubnetAllocationErrorException.Full(length);
    }

    /// <summary>The subnets of one IP version on a network come from one pool, or from pools of one address scope.</summary>
    /// <param name="network">The network.</param>
    /// <param name="subnet">The new subnet.</param>
    /// <param name="pool">Its pool, or <c>null</c>.</param>
    /// <param name="others">The pools of the network's other subnets of its version.</param>
    public static void CheckAffinity(Network network, Subnet subnet, SubnetPool? pool, IReadOnlyList<Guid?> others)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(subnet);
        var scope = network.AddressScope(subnet.IpVersion);
        if (pool is not null && scope is not null && pool.AddressScopeId != scope)
            throw new NetworkAddressScopeAffinityErrorException();
        if (pool is null ? others.Any(other => other is not null) : scope is null && others.Any(other => other != pool.Id))
            throw new NetworkSubnetPoolAffinityErrorException();
    }
}
