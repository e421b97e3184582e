using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.SubnetPools;

internal sealed class SubnetPoolConfiguration : IEntityTypeConfiguration<SubnetPool>
{
    public void Configure(EntityTypeBuilder<SubnetPool> builder)
    {
        builder.ConfigureResource("subnetpools");
        builder.Property(pool => pool.IpVersion).HasColumnName("ip_version");
        builder.Property(pool => pool.Prefixes).HasColumnName("prefixes").HasPrefixesConversion();
        builder.Property(pool => pool.DefaultPrefixLength).HasColumnName("default_prefixlen");
        builder.Property(pool => pool.MinPrefixLength).HasColumnName("min_prefixlen");
        builder.Property(pool => pool.MaxPrefixLength).HasColumnName("max_prefixlen");
        builder.Property(pool => pool.DefaultQuota).HasColumnName("default_quota");
        builder.Property(pool => pool.IsDefault).HasColumnName("is_default");
        builder.Property(pool => pool.Shared).HasColumnName("shared");
        builder.Ignore(pool => pool.SharedWithCaller);
        builder.Property(pool => pool.AddressScopeId).HasColumnName("address_scope_id");

        builder.HasOne<AddressScope>().WithMany().HasForeignKey(pool => pool.AddressScopeId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_subnetpools_address_scope");
        builder.HasIndex(pool => pool.AddressScopeId).HasDatabaseName("ix_subnetpools_address_scope_id");
        builder.HasIndex(pool => pool.IpVersion).IsUnique().HasFilter("is_default").HasDatabaseName("ux_subnetpools_default");
    }
}
