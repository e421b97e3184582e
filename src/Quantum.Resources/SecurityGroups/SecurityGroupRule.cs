using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.SecurityGroups;

/// <summary>Traffic that the ports of a security group let pass. Never changes.</summary>
public sealed class SecurityGroupRule : Resource
{
    /// <summary>The group.</summary>
    public Guid SecurityGroupId { get; set; }

    /// <summary>The owner of the group, who sees the rule whoever made it; never changes.</summary>
    public string SecurityGroupTenantId { get; set; } = "";

    /// <summary><c>ingress</c> or <c>egress</c>, as the port's device sees it.</summary>
    public string Direction { get; set; } = "";

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public string EtherType { get; set; } = SecurityGroups.EtherType.IPv4;

    /// <summary>Name or number of an IP protocol, as it was sent; <c>null</c>: any.</summary>
    public string? Protocol { get; set; }

    /// <summary>The first port, or the type of ICMP; <c>null</c>: any.</summary>
    public int? PortRangeMin { get; set; }

    /// <summary>The last port, or the code of ICMP; <c>null</c>: any.</summary>
    public int? PortRangeMax { get; set; }

    /// <summary>The addresses at the other end as they were sent, host bits included; <c>null</c>: any.</summary>
    public string? RemoteIpPrefix { get; set; }

    /// <summary><see cref="RemoteIpPrefix"/> as a block of addresses.</summary>
    public IpCidr? NormalizedCidr { get; set; }

    /// <summary>The group of the ports at the other end; <c>null</c>: any.</summary>
    public Guid? RemoteGroupId { get; set; }

    /// <summary>Free text of whoever made the rule; <c>null</c> for the rules that groups come with.</summary>
    public string? Note { get; set; }

    /// <summary>What the rule lets pass in one text: no two rules of a group have the same.</summary>
    public string Meaning { get; set; } = "";
}
