using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Networks;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

internal sealed class NetworkSegmentConfiguration : IEntityTypeConfiguration<NetworkSegment>
{
    public void Configure(EntityTypeBuilder<NetworkSegment> builder)
    {
        builder.ToTable("network_segments");
        builder.HasKey(segment => segment.NetworkId).HasName("pk_network_segments");
        builder.Property(segment => segment.NetworkId).HasColumnName("network_id");
        builder.Property(segment => segment.NetworkType).HasColumnName("network_type");
        builder.Property(segment => segment.PhysicalNetwork).HasColumnName("physical_network").HasMaxLength(NetworkSegment.PhysicalNetworkLength);
        builder.Property(segment => segment.SegmentationId).HasColumnName("segmentation_id");

        builder.HasOne<Network>().WithOne(network => network.Segment).HasForeignKey<NetworkSegment>(segment => segment.NetworkId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_network_segments_network");
        builder.HasIndex(segment => segment.PhysicalNetwork).IsUnique()
            .HasFilter("network_type = 'flat'").HasDatabaseName("ux_network_segments_flat");
        builder.HasIndex(segment => new { segment.PhysicalNetwork, segment.SegmentationId }).IsUnique()
            .HasFilter("network_type = 'vlan'").HasDatabaseName("ux_network_segments_vlan");
        builder.HasIndex(segment => new { segment.NetworkType, segment.SegmentationId }).IsUnique()
            .HasFilter("network_type IN ('gre', 'vxlan')").HasDatabaseName("ux_network_segments_tunnel");
    }
}
