using System.Linq.Expressions;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Qos;
using Quantum.Resources.Rbac;
using Quantum.Resources.SecurityGroups;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Requests;

/// <summary>
/// Which rows a caller may see, as conditions of the query: administrators and services all, a caller without a tenant none,
/// others as the methods say. Policy is asked afterwards and can only narrow it. A query with such a condition goes through
/// <see cref="Rbac.CallerSharing.ForCaller"/>.
/// </summary>
public static class Visibility
{
    /// <summary>A tenant's own networks, the shared and the external ones.</summary>
    public static Expression<Func<Network, bool>> Networks(RequestContext context)
    {
        if (Whole<Network>(context) is { } whole)
            return whole;

        var tenant = context.TenantId!;
        return network => network.TenantId == tenant || network.Shared || network.SharedWithCaller
            || (network.External && !network.ExternalToSome) || network.ExternalToCaller;
    }

    /// <summary>A tenant's own subnets, those of shared networks, and today those that others have on the tenant's networks.</summary>
    public static Expression<Func<Subnet, bool>> Subnets(RequestContext context)
    {
        if (Whole<Subnet>(context) is { } whole)
            return whole;

        var tenant = context.TenantId!;
        return context.Profile.NetworkOwnersSeeAll
            ? subnet => subnet.TenantId == tenant || subnet.Shared || subnet.NetworkTenantId == tenant || subnet.SharedWithCaller
            : subnet => subnet.TenantId == tenant || subnet.Shared || subnet.SharedWithCaller;
    }

    /// <summary>A tenant's own ports, and today those that others have on the tenant's networks.</summary>
    public static Expression<Func<Port, bool>> Ports(RequestContext context)
    {
        if (Whole<Port>(context) is { } whole)
            return whole;

        var tenant = context.TenantId!;
        return context.Profile.NetworkOwnersSeeAll
            ? port => port.TenantId == tenant || port.NetworkTenantId == tenant
            : port => port.TenantId == tenant;
    }

    /// <summary>A tenant's own security groups, and those that are shared with it.</summary>
    public static Expression<Func<SecurityGroup, bool>> SecurityGroups(RequestContext context) => Shareable<SecurityGroup>(context);

    /// <summary>The rules of a tenant's groups, and those that it added to groups of others.</summary>
    public static Expression<Func<SecurityGroupRule, bool>> SecurityGroupRules(RequestContext context)
    {
        if (Whole<SecurityGroupRule>(context) is { } whole)
            return whole;

        var tenant = context.TenantId!;
        return rule => rule.SecurityGroupTenantId == tenant || rule.TenantId == tenant;
    }

    /// <summary>A tenant's own, such as routers and floating IPs.</summary>
    public static Expression<Func<TResource, bool>> Own<TResource>(RequestContext context)
        where TResource : Resource
    {
        if (Whole<TResource>(context) is { } whole)
            return whole;

        var tenant = context.TenantId!;
        return resource => resource.TenantId == tenant;
    }

    /// <summary>A tenant's own subnet pools, and those that are shared with it.</summary>
    public static Expression<Func<SubnetPool, bool>> SubnetPools(RequestContext context) => Shareable<SubnetPool>(context);

    /// <summary>A tenant's own address scopes, and those that are shared with it.</summary>
    public static Expression<Func<AddressScope, bool>> AddressScopes(RequestContext context) => Shareable<AddressScope>(context);

    /// <summary>A tenant's own QoS policies, and those that are shared with it.</summary>
    public static Expression<Func<QosPolicy, bool>> QosPolicies(RequestContext context) => Shareable<QosPolicy>(context);

    /// <summary>The rules of those policies.</summary>
    public static Expression<Func<TRule, bool>> QosRules<TRule>(RequestContext context)
        where TRule : QosRule
    {
        if (Whole<TRule>(context) is { } whole)
            return whole;

        var tenant = context.TenantId!;
        return rule => rule.TenantId == tenant || rule.Policy!.Shared || rule.Policy.SharedWithCaller;
    }

    private static Expression<Func<TResource, bool>> Shareable<TResource>(RequestContext context)
        where TResource : Resource, IShareable
    {
        if (Whole<TResource>(context) is { } whole)
            return whole;

        var tenant = context.TenantId!;
        return resource => resource.TenantId == tenant || resource.Shared || resource.SharedWithCaller;
    }

    private static Expression<Func<TResource, bool>>? Whole<TResource>(RequestContext context) =>
        context.ReadsAllTenants ? resource => true : string.IsNullOrEmpty(context.TenantId) ? resource => false : null;
}
