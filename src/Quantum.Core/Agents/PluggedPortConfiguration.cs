using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Ports;

namespace Quantum.Core.Agents;

internal sealed class PluggedPortConfiguration : IEntityTypeConfiguration<PluggedPort>
{
    public void Configure(EntityTypeBuilder<PluggedPort> builder)
    {
        builder.ToTable("switch_ports");
        builder.HasKey(plugged => plugged.PortId).HasName("pk_switch_ports");
        builder.Property(plugged => plugged.PortId).HasColumnName("port_id").ValueGeneratedNever();
        builder.Property(plugged => plugged.NetworkId).HasColumnName("network_id");
        builder.Property(plugged => plugged.DatapathId).HasColumnName("datapath_id").HasMaxLength(PluggedPort.DatapathLength);
        builder.Property(plugged => plugged.PortNo).HasColumnName("port_no");
        builder.Property(plugged => plugged.VlanId).HasColumnName("vlan_id");
        builder.Property(plugged => plugged.MacAddress).HasColumnName("mac_address");
        builder.Property(plugged => plugged.IsLeaving).HasColumnName("is_leaving");
        builder.HasIndex(plugged => new { plugged.DatapathId, plugged.PortNo, plugged.VlanId }).IsUnique()
            .HasDatabaseName("ux_switch_ports_place");
        builder.HasIndex(plugged => plugged.NetworkId).HasDatabaseName("ix_switch_ports_network_id");
    }
}
