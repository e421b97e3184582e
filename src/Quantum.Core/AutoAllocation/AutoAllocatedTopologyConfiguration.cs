using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.AutoAllocation;
using Quantum.Resources.Networks;
using Quantum.Resources.Routers;

namespace Quantum.Core.AutoAllocation;

internal sealed class AutoAllocatedTopologyConfiguration : IEntityTypeConfiguration<AutoAllocatedTopology>
{
    public void Configure(EntityTypeBuilder<AutoAllocatedTopology> builder)
    {
        builder.ToTable("auto_allocated_topologies");
        builder.HasKey(topology => topology.TenantId).HasName("pk_auto_allocated_topologies");
        builder.Property(topology => topology.TenantId).HasColumnName("tenant_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(topology => topology.NetworkId).HasColumnName("network_id");
        builder.Property(topology => topology.RouterId).HasColumnName("router_id");

        builder.HasOne<Network>().WithMany().HasForeignKey(topology => topology.NetworkId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_auto_allocated_topologies_network");
        builder.HasOne<Router>().WithMany().HasForeignKey(topology => topology.RouterId)
            .OnDelete(DeleteBehavior.SetNull).HasConstraintName("fk_auto_allocated_topologies_router");
        builder.HasIndex(topology => topology.NetworkId).HasDatabaseName("ix_auto_allocated_topologies_network_id");
        builder.HasIndex(topology => topology.RouterId).HasDatabaseName("ix_auto_allocated_topologies_router_id");
    }
}
