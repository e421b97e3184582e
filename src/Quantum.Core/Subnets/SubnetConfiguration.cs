using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.Networks;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Subnets;

internal sealed class SubnetConfiguration : IEntityTypeConfiguration<Subnet>
{
    public void Configure(EntityTypeBuilder<Subnet> builder)
    {
        builder.ConfigureResource("subnets");
        builder.Property(subnet => subnet.NetworkId).HasColumnName("network_id");
        builder.Property(subnet => subnet.NetworkTenantId).HasColumnName("network_tenant_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(subnet => subnet.IpVersion).HasColumnName("ip_version");
        builder.Property(subnet => subnet.Cidr).HasColumnName("cidr");
        builder.Property(subnet => subnet.GatewayIp).HasColumnName("gateway_ip");
        builder.Property(subnet => subnet.EnableDhcp).HasColumnName("enable_dhcp");
        builder.Property(subnet => subnet.Shared).HasColumnName("shared");
        builder.Property(subnet => subnet.DnsNameservers).HasColumnName("dns_nameservers")
            .HasConversion(new NameserversConverter(), ListComparer<IPAddress>());
        builder.Property(subnet => subnet.HostRoutes).HasColumnName("host_routes")
            .HasConversion(new RoutesConverter(), ListComparer<HostRoute>());

        builder.HasOne<Network>().WithMany().HasForeignKey(subnet => new { subnet.NetworkId, subnet.NetworkTenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId })
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_subnets_network");
        builder.HasMany(subnet => subnet.AllocationPools).WithOne().HasForeignKey(pool => pool.SubnetId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_allocation_pools_subnet");
        builder.HasIndex(subnet => subnet.NetworkId).HasDatabaseName("ix_subnets_network_id");
    }

    private static ValueComparer<IReadOnlyList<T>> ListComparer<T>() => new(
        (left, right) => left!.SequenceEqual(right!),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list);

    private static IReadOnlyList<IPAddress> ReadServers(string json) =>
        [.. JsonSerializer.Deserialize<string[]>(json)!.Select(IPAddress.Parse)];

    private static IReadOnlyList<HostRoute> ReadRoutes(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(pair => new HostRoute(IpCidr.Parse(pair[0]), IPAddress.Parse(pair[1])))];

    private sealed class NameserversConverter() : ValueConverter<IReadOnlyList<IPAddress>, string>(
        servers => JsonSerializer.Serialize(servers.Select(server => server.ToString()), JsonSerializerOptions.Default),
        json => ReadServers(json));

    /// <summary>A list of pairs: destination, next hop.</summary>
    private sealed class RoutesConverter() : ValueConverter<IReadOnlyList<HostRoute>, string>(
        routes => JsonSerializer.Serialize(
            routes.Select(route => new[] { route.Destination.ToString(), route.NextHop.ToString() }), JsonSerializerOptions.Default),
        json => ReadRoutes(json));
}
