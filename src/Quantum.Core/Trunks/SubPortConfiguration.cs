using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Ports;
using Quantum.Resources.Trunks;

namespace Quantum.Core.Trunks;

internal sealed class SubPortConfiguration : IEntityTypeConfiguration<SubPort>
{
    private const int TypeLength = 32;

    public void Configure(EntityTypeBuilder<SubPort> builder)
    {
        builder.ToTable("sub_ports");
        builder.HasKey(port => port.PortId).HasName("pk_sub_ports");
        builder.Property(port => port.PortId).HasColumnName("port_id").ValueGeneratedNever();
        builder.Property(port => port.TrunkId).HasColumnName("trunk_id");
        builder.Property(port => port.SegmentationType).HasColumnName("segmentation_type").HasMaxLength(TypeLength);
        builder.Property(port => port.SegmentationId).HasColumnName("segmentation_id");

        builder.HasOne<Port>().WithOne().HasForeignKey<SubPort>(port => port.PortId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_sub_ports_port");
        builder.HasIndex(port => new { port.TrunkId, port.SegmentationType, port.SegmentationId }).IsUnique()
            .HasDatabaseName("ux_sub_ports_segmentation");
    }
}
