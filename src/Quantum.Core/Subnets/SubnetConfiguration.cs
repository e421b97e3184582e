using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.Networks;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Subnets;

internal sealed class SubnetConfiguration : IEntityTypeConfiguration<Subnet>
{
    private const int ModeLength = 16;

    public void Configure(EntityTypeBuilder<Subnet> builder)
    {
        builder.ConfigureResource("subnets");
        builder.Property(subnet => subnet.NetworkId).HasColumnName("network_id");
        builder.Property(subnet => subnet.NetworkTenantId).HasColumnName("network_tenant_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(subnet => subnet.IpVersion).HasColumnName("ip_version");
        builder.Property(subnet => subnet.Cidr).HasColumnName("cidr");
        builder.Property(subnet => subnet.SubnetPoolId).HasColumnName("subnetpool_id");
        builder.Property(subnet => subnet.GatewayIp).HasColumnName("gateway_ip");
        builder.Property(subnet => subnet.EnableDhcp).HasColumnName("enable_dhcp");
        builder.Property(subnet => subnet.Shared).HasColumnName("shared");
        builder.Ignore(subnet => subnet.SharedWithCaller);
        builder.Property(subnet => subnet.DnsNameservers).HasColumnName("dns_nameservers").HasAddressesConversion();
        builder.Property(subnet => subnet.HostRoutes).HasColumnName("host_routes").HasRoutesConversion();
        builder.Property(subnet => subnet.Ipv6RaMode).HasColumnName("ipv6_ra_mode").HasMaxLength(ModeLength);
        builder.Property(subnet => subnet.Ipv6AddressMode).HasColumnName("ipv6_address_mode").HasMaxLength(ModeLength);
        builder.Property(subnet => subnet.ServiceTypes).HasColumnName("service_types").HasTextsConversion();

        builder.HasOne<Network>().WithMany().HasForeignKey(subnet => new { subnet.NetworkId, subnet.NetworkTenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId })
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_subnets_network");
        builder.HasMany(subnet => subnet.AllocationPools).WithOne().HasForeignKey(pool => pool.SubnetId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_allocation_pools_subnet");
        builder.HasOne<SubnetPool>().WithMany().HasForeignKey(subnet => subnet.SubnetPoolId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_subnets_subnetpool");
        builder.HasIndex(subnet => subnet.SubnetPoolId).HasDatabaseName("ix_subnets_subnetpool_id");
        builder.HasIndex(subnet => subnet.NetworkId).HasDatabaseName("ix_subnets_network_id");
    }
}
