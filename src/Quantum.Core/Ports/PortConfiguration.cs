using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Core.Qos;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ports;

internal sealed class PortConfiguration : IEntityTypeConfiguration<Port>
{
    public void Configure(EntityTypeBuilder<Port> builder)
    {
        builder.ConfigureResource("ports");
        QosPolicyConfiguration.Follows(builder, "ports");
        builder.Property(port => port.NetworkId).HasColumnName("network_id");
        builder.Property(port => port.NetworkTenantId).HasColumnName("network_tenant_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(port => port.MacAddress).HasColumnName("mac_address");
        builder.Property(port => port.AdminStateUp).HasColumnName("admin_state_up");
        builder.Property(port => port.Status).HasColumnName("status");
        builder.Property(port => port.DeviceId).HasColumnName("device_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(port => port.DeviceOwner).HasColumnName("device_owner").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(port => port.HostId).HasColumnName("host_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(port => port.VnicType).HasColumnName("vnic_type").HasMaxLength(64);
        builder.Property(port => port.BindingProfile).HasColumnName("binding_profile");
        builder.Property(port => port.VifType).HasColumnName("vif_type").HasMaxLength(64);
        builder.Property(port => port.VifDetails).HasColumnName("vif_details");
        builder.Property(port => port.PortSecurityEnabled).HasColumnName("port_security_enabled");
        builder.Property(port => port.AllowedAddressPairs).HasColumnName("allowed_address_pairs").HasAddressPairsConversion();
        builder.Property(port => port.ExtraDhcpOptions).HasColumnName("extra_dhcp_options").HasDhcpOptionsConversion();
        builder.Property(port => port.DnsName).HasColumnName("dns_name").HasMaxLength(ResourceConfiguration.TextLength).HasDefaultValue("");
        builder.Property(port => port.PropagateUplinkStatus).HasColumnName("propagate_uplink_status").HasDefaultValue(true).HasSentinel(true);
        builder.Ignore(port => port.NetworkQosPolicyId);
        builder.Ignore(port => port.FixedIps);
        builder.Ignore(port => port.SecurityGroupIds);

        builder.HasOne<Network>().WithMany().HasForeignKey(port => new { port.NetworkId, port.NetworkTenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId })
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_ports_network");
        builder.HasMany(port => port.Allocations).WithOne().HasForeignKey(allocation => allocation.PortId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_ip_allocations_port");
        builder.HasIndex(port => new { port.NetworkId, port.MacAddress }).IsUnique().HasDatabaseName("ux_ports_network_mac");
        builder.HasIndex(port => port.NetworkTenantId).HasDatabaseName("ix_ports_network_tenant_id");
        builder.HasIndex(port => port.HostId).HasFilter("host_id <> ''").HasDatabaseName("ix_ports_host_id");
        builder.HasIndex(port => port.DeviceId).HasDatabaseName("ix_ports_device_id");
    }
}
