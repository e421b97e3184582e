using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ipam;

internal sealed class IpAllocationConfiguration : IEntityTypeConfiguration<IpAllocation>
{
    public void Configure(EntityTypeBuilder<IpAllocation> builder)
    {
        builder.ToTable("ip_allocations");
        builder.HasKey(allocation => new { allocation.SubnetId, allocation.IpAddress }).HasName("pk_ip_allocations");
        builder.Property(allocation => allocation.SubnetId).HasColumnName("subnet_id");
        builder.Property(allocation => allocation.IpAddress).HasColumnName("ip_address");
        builder.Property(allocation => allocation.PortId).HasColumnName("port_id");
        builder.Property(allocation => allocation.Position).HasColumnName("position");
        builder.Property(allocation => allocation.ExpiresAt).HasColumnName("expires_at");

        builder.HasOne<Subnet>().WithMany().HasForeignKey(allocation => allocation.SubnetId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_ip_allocations_subnet");
        builder.HasIndex(allocation => allocation.PortId).HasDatabaseName("ix_ip_allocations_port_id");
        builder.HasIndex(allocation => new { allocation.SubnetId, allocation.ExpiresAt }).HasFilter("port_id IS NULL")
            .HasDatabaseName("ix_ip_allocations_held");
    }
}
