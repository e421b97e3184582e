using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;

namespace Quantum.Core.SubnetPools;

/// <summary>Where the block of a new subnet comes from.</summary>
/// <param name="Cidr">The block; <c>null</c>: the pool chooses one.</param>
/// <param name="IpVersion">Its version; <c>null</c>: the block's or the pool's.</param>
/// <param name="PoolId">The pool, or <c>null</c>.</param>
/// <param name="UsesDefaultPool">True: the default pool of the version.</param>
/// <param name="PrefixLength">Size of the block that the pool chooses; <c>null</c>: the pool's default.</param>
internal sealed record SubnetBlockRequest(IpCidr? Cidr, int? IpVersion, Guid? PoolId, bool UsesDefaultPool, int? PrefixLength)
{
    private const string Subnets = "subnets";

    /// <summary>True when the block comes from a pool.</summary>
    public bool HasPool => UsesDefaultPool || PoolId is not null;

    /// <summary>Reads what a request says.</summary>
    /// <exception cref="QuantumException">It contradicts itself, or says too little.</exception>
    public static SubnetBlockRequest Read(AttributeValues values)
    {
        var request = new SubnetBlockRequest(
            values.TryGet(SubnetResource.Cidr, out var cidr) ? cidr : null,
            values.TryGet(SubnetResource.IpVersion, out var version) ? version : null,
            values.GetOr(SubnetPoolAttributes.SubnetPoolId, null),
            values.GetOr(SubnetPoolAttributes.UseDefaultSubnetPool, false),
            values.TryGet(SubnetPoolAttributes.PrefixLength, out var length) ? length : null);
        request.Check(values.Contains(SubnetResource.AllocationPools));
        return request;
    }

    private void Check(bool hasAllocationPools)
    {
        if (Cidr is not null && PrefixLength is not null)
            throw new BadRequestException(Subnets, "cidr and prefixlen must not be supplied together");
        if (UsesDefaultPool && PoolId is not null)
            throw new BadRequestException(Subnets, "subnetpool_id and use_default_subnetpool cannot both be specified");
        if (UsesDefaultPool && Cidr is null && IpVersion is null)
            throw new BadRequestException(Subnets, "ip_version must be specified in the absence of cidr and subnetpool_id");
        if (!HasPool && Cidr is null)
            throw new BadRequestException(Subnets, "a subnetpool must be specified in the absence of a cidr");
        if (!HasPool && IpVersion is null)
            throw new HttpBadRequestException($"Failed to parse request. Required  attribute '{SubnetResource.IpVersion.Name}' not specified");
        if (hasAllocationPools && Cidr is null)
            throw new BadRequestException(Subnets, "allocation_pools allowed only for specific subnet requests.");
    }
}
