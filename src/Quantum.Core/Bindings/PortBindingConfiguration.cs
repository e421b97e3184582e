using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.Bindings;
using Quantum.Resources.Ports;

namespace Quantum.Core.Bindings;

/// <summary>The bindings that wait; the one that a port uses is in the port's row.</summary>
internal sealed class PortBindingConfiguration : IEntityTypeConfiguration<PortBinding>
{
    public void Configure(EntityTypeBuilder<PortBinding> builder)
    {
        builder.ToTable("port_bindings");
        builder.HasKey(binding => new { binding.PortId, binding.Host }).HasName("pk_port_bindings");
        builder.Property(binding => binding.PortId).HasColumnName("port_id");
        builder.Property(binding => binding.Host).HasColumnName("host").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(binding => binding.VnicType).HasColumnName("vnic_type").HasMaxLength(64);
        builder.Property(binding => binding.Profile).HasColumnName("profile");
        builder.Property(binding => binding.VifType).HasColumnName("vif_type").HasMaxLength(64);
        builder.Property(binding => binding.VifDetails).HasColumnName("vif_details");
        builder.Ignore(binding => binding.IsActive);

        builder.HasOne<Port>().WithMany().HasForeignKey(binding => binding.PortId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_port_bindings_port");
        builder.HasIndex(binding => binding.Host).HasDatabaseName("ix_port_bindings_host");
    }
}
