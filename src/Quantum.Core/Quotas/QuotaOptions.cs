namespace Quantum.Core.Quotas;

/// <summary>Limits of tenants without a quota of their own; section <c>Quantum:Quota</c>. Negative: unlimited.</summary>
public sealed class QuotaOptions
{
    /// <summary>Networks of a tenant. Default 100, in the folsom profile 10.</summary>
    public int? Network { get; set; }

    /// <summary>Subnets of a tenant. Default 100, in the folsom profile 10.</summary>
    public int? Subnet { get; set; }

    /// <summary>Ports of a tenant. Default 500, in the folsom profile 50.</summary>
    public int? Port { get; set; }

    /// <summary>Routers of a tenant. Default 10.</summary>
    public int? Router { get; set; }

    /// <summary>Floating IPs of a tenant. Default 50.</summary>
    public int? FloatingIp { get; set; }

    /// <summary>Subnet pools of a tenant. Default -1.</summary>
    public int? SubnetPool { get; set; }

    /// <summary>Security groups of a tenant, its default group included. Default 10.</summary>
    public int? SecurityGroup { get; set; }

    /// <summary>Security group rules of a tenant. Default 100.</summary>
    public int? SecurityGroupRule { get; set; }

    /// <summary>RBAC policies of a tenant. Default 10.</summary>
    public int? RbacPolicy { get; set; }

    /// <summary>Trunks of a tenant. Default -1.</summary>
    public int? Trunk { get; set; }
}
