using System.Linq.Expressions;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.Addressing;
using Quantum.Resources.Agents;
using Quantum.Resources.Attributes;
using Quantum.Resources.AutoAllocation;
using Quantum.Resources.Bindings;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.ProviderNetworks;
using Quantum.Resources.Qos;
using Quantum.Resources.Quotas;
using Quantum.Resources.Rbac;
using Quantum.Resources.Routers;
using Quantum.Resources.SecurityGroups;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;
using Quantum.Resources.Trunks;

namespace Quantum.Core.Database;

/// <summary>
/// The truth about the cloud's networks. One model for every store; the derived contexts say how addresses, JSON and text
/// are kept, and order them in the same way: text by code point, addresses IPv4 first and then by number.
/// </summary>
public abstract class QuantumDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The tenant on whose behalf rows are read, for what depends on it; <c>null</c>: nobody's.</summary>
    public string? CallerTenant { get; set; }

    /// <summary>All networks.</summary>
    public DbSet<Network> Networks => Set<Network>();

    /// <summary>All subnets.</summary>
    public DbSet<Subnet> Subnets => Set<Subnet>();

    /// <summary>The pools of all subnets.</summary>
    public DbSet<AllocationPool> AllocationPools => Set<AllocationPool>();

    /// <summary>All ports.</summary>
    public DbSet<Port> Ports => Set<Port>();

    /// <summary>The bindings of ports that wait; see <see cref="PortBinding"/>.</summary>
    public DbSet<PortBinding> PortBindings => Set<PortBinding>();

    /// <summary>All addresses that are taken.</summary>
    public DbSet<IpAllocation> IpAllocations => Set<IpAllocation>();

    /// <summary>The segments of the networks that leave their hosts.</summary>
    public DbSet<NetworkSegment> NetworkSegments => Set<NetworkSegment>();

    /// <summary>The hosts' ends of tunnels.</summary>
    public DbSet<TunnelEndpoint> TunnelEndpoints => Set<TunnelEndpoint>();

    /// <summary>Where ports are plugged into switches.</summary>
    public DbSet<PluggedPort> PluggedPorts => Set<PluggedPort>();

    /// <summary>All routers.</summary>
    public DbSet<Router> Routers => Set<Router>();

    /// <summary>The connections of routers with subnets.</summary>
    public DbSet<RouterInterface> RouterInterfaces => Set<RouterInterface>();

    /// <summary>All floating IPs.</summary>
    public DbSet<FloatingIp> FloatingIps => Set<FloatingIp>();

    /// <summary>All QoS policies.</summary>
    public DbSet<QosPolicy> QosPolicies => Set<QosPolicy>();

    /// <summary>What opens objects to tenants that do not own them.</summary>
    public DbSet<RbacPolicy> RbacPolicies => Set<RbacPolicy>();

    /// <summary>All security groups.</summary>
    public DbSet<SecurityGroup> SecurityGroups => Set<SecurityGroup>();

    /// <summary>The rules of all security groups.</summary>
    public DbSet<SecurityGroupRule> SecurityGroupRules => Set<SecurityGroupRule>();

    /// <summary>Which security groups guard which ports.</summary>
    public DbSet<PortSecurityGroup> PortSecurityGroups => Set<PortSecurityGroup>();

    /// <summary>All subnet pools.</summary>
    public DbSet<SubnetPool> SubnetPools => Set<SubnetPool>();

    /// <summary>All address scopes.</summary>
    public DbSet<AddressScope> AddressScopes => Set<AddressScope>();

    /// <summary>All trunks.</summary>
    public DbSet<Trunk> Trunks => Set<Trunk>();

    /// <summary>The ports that trunks carry.</summary>
    public DbSet<SubPort> SubPorts => Set<SubPort>();

    /// <summary>What was made for tenants that knew no network.</summary>
    public DbSet<AutoAllocatedTopology> AutoAllocatedTopologies => Set<AutoAllocatedTopology>();

    /// <summary>The agents that have reported.</summary>
    public DbSet<Agent> Agents => Set<Agent>();

    /// <summary>The limits that administrators set.</summary>
    public DbSet<Quota> Quotas => Set<Quota>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>(); // every index is named where its table is
        configurationBuilder.DefaultTypeMapping<ResourceStatus>().HasConversion<StatusConverter>();
        configurationBuilder.Properties<ResourceStatus>().HaveConversion<StatusConverter>().HaveMaxLength(16);
        configurationBuilder.DefaultTypeMapping<NetworkType>().HasConversion<NetworkTypeConverter>();
        configurationBuilder.Properties<NetworkType>().HaveConversion<NetworkTypeConverter>().HaveMaxLength(16);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(QuantumDbContext).Assembly);
        modelBuilder.HasDbFunction(() => SortOrder.IsAfter(default(IPAddress)!, default!)).HasTranslation(IsAfter);
        modelBuilder.HasDbFunction(() => SortOrder.IsAfter(default(ResourceStatus), default)).HasTranslation(IsAfter);
        modelBuilder.HasDbFunction(() => ExtensionValues.Text(default!, default!)).HasTranslation(ExtensionText);
        modelBuilder.HasDbFunction(() => AddressText.Of(default)).HasTranslation(TextOfAddress);
    }

    /// <summary>An address as the API prints it.</summary>
    protected abstract SqlExpression TextOfAddress(IReadOnlyList<SqlExpression> arguments);

    /// <summary>The text of one member of a JSON column.</summary>
    protected abstract SqlExpression ExtensionText(IReadOnlyList<SqlExpression> arguments);

    /// <summary>A status is kept as the API prints it.</summary>
    private sealed class StatusConverter() : ValueConverter<ResourceStatus, string>(
        status => status.ToString().ToUpperInvariant(),
        text => Enum.Parse<ResourceStatus>(text, true));

    /// <summary>A network type is kept as the API prints it.</summary>
    private sealed class NetworkTypeConverter() : ValueConverter<NetworkType, string>(
        type => type.ToString().ToLowerInvariant(),
        text => Enum.Parse<NetworkType>(text, true));

    private static SqlBinaryExpression IsAfter(IReadOnlyList<SqlExpression> arguments) =>
        new(ExpressionType.GreaterThan, arguments[0], arguments[1], typeof(bool), typeMapping: null);
}
