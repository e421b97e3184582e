using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.Quotas;

namespace Quantum.Core.Quotas;

internal sealed class QuotaConfiguration : IEntityTypeConfiguration<Quota>
{
    private const int ResourceNameLength = 64;

    public void Configure(EntityTypeBuilder<Quota> builder)
    {
        builder.ToTable("quotas");
        builder.HasKey(quota => new { quota.TenantId, quota.Resource }).HasName("pk_quotas");
        builder.Property(quota => quota.TenantId).HasColumnName("tenant_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(quota => quota.Resource).HasColumnName("resource").HasMaxLength(ResourceNameLength);
        builder.Property(quota => quota.Limit).HasColumnName("upper_limit");
    }
}
