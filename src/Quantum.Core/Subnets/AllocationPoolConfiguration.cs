using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Subnets;

internal sealed class AllocationPoolConfiguration : IEntityTypeConfiguration<AllocationPool>
{
    public void Configure(EntityTypeBuilder<AllocationPool> builder)
    {
        builder.ToTable("allocation_pools", table => table.HasCheckConstraint("ck_allocation_pools_order", "first_ip <= last_ip"));
        builder.HasKey(pool => new { pool.SubnetId, pool.FirstIp }).HasName("pk_allocation_pools");
        builder.Property(pool => pool.SubnetId).HasColumnName("subnet_id");
        builder.Property(pool => pool.FirstIp).HasColumnName("first_ip");
        builder.Property(pool => pool.LastIp).HasColumnName("last_ip");
        builder.Ignore(pool => pool.Range);
    }
}
