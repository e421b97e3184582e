using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Core.Qos;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;

namespace Quantum.Core.FloatingIps;

internal sealed class FloatingIpConfiguration : IEntityTypeConfiguration<FloatingIp>
{
    public void Configure(EntityTypeBuilder<FloatingIp> builder)
    {
        builder.ConfigureResource("floatingips");
        QosPolicyConfiguration.Follows(builder, "floatingips");
        builder.Ignore(floatingIp => floatingIp.Name);
        builder.Ignore(floatingIp => floatingIp.FormerRouterId);
        builder.Property(floatingIp => floatingIp.Status).HasColumnName("status");
        builder.Property(floatingIp => floatingIp.FloatingNetworkId).HasColumnName("floating_network_id");
        builder.Property(floatingIp => floatingIp.FloatingIpAddress).HasColumnName("floating_ip_address");
        builder.Property(floatingIp => floatingIp.FloatingPortId).HasColumnName("floating_port_id");
        builder.Property(floatingIp => floatingIp.PortId).HasColumnName("port_id");
        builder.Property(floatingIp => floatingIp.FixedIpAddress).HasColumnName("fixed_ip_address");
        builder.Property(floatingIp => floatingIp.RouterId).HasColumnName("router_id");
        builder.Property(floatingIp => floatingIp.DnsName).HasColumnName("dns_name")
            .HasMaxLength(ResourceConfiguration.TextLength).HasDefaultValue("");
        builder.Property(floatingIp => floatingIp.DnsDomain).HasColumnName("dns_domain")
            .HasMaxLength(ResourceConfiguration.TextLength).HasDefaultValue("");

        builder.HasOne<Network>().WithMany().HasForeignKey(floatingIp => floatingIp.FloatingNetworkId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_floatingips_network");
        builder.HasOne<Port>().WithOne().HasForeignKey<FloatingIp>(floatingIp => floatingIp.FloatingPortId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_floatingips_floating_port");
        builder.HasOne(floatingIp => floatingIp.Port).WithMany().HasForeignKey(floatingIp => floatingIp.PortId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_floatingips_port");
        builder.HasOne<Router>().WithMany().HasForeignKey(floatingIp => floatingIp.RouterId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_floatingips_router");
        builder.HasIndex(floatingIp => floatingIp.FloatingPortId).IsUnique().HasDatabaseName("ux_floatingips_floating_port_id");
        builder.HasIndex(floatingIp => new { floatingIp.PortId, floatingIp.FixedIpAddress, floatingIp.FloatingNetworkId }).IsUnique()
            .HasFilter("port_id IS NOT NULL").HasDatabaseName("ux_floatingips_fixed_ip");
        builder.HasIndex(floatingIp => floatingIp.FloatingNetworkId).HasDatabaseName("ix_floatingips_floating_network_id");
        builder.HasIndex(floatingIp => floatingIp.RouterId).HasDatabaseName("ix_floatingips_router_id");
    }
}
