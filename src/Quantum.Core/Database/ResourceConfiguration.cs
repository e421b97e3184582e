using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Database;

/// <summary>The columns that every resource has. The revision guards every update, so that no change is lost.</summary>
internal static class ResourceConfiguration
{
    public const int TextLength = 255;

    public static void ConfigureResource<TResource>(this EntityTypeBuilder<TResource> builder, string table)
        where TResource : Resource
    {
        builder.ToTable(table);
        builder.HasKey(resource => resource.Id).HasName($"pk_{table}");
        builder.Property(resource => resource.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(resource => resource.TenantId).HasColumnName("tenant_id").HasMaxLength(TextLength);
        builder.Property(resource => resource.Name).HasColumnName("name").HasMaxLength(TextLength);
        builder.Property(resource => resource.Description).HasColumnName("description").HasMaxLength(TextLength);
        builder.Property(resource => resource.CreatedAt).HasColumnName("created_at");
        builder.Property(resource => resource.UpdatedAt).HasColumnName("updated_at");
        builder.Property(resource => resource.RevisionNumber).HasColumnName("revision_number").IsConcurrencyToken();
        builder.Property(resource => resource.Extensions).HasColumnName("extensions");
        builder.HasIndex(resource => resource.TenantId).HasDatabaseName($"ix_{table}_tenant_id");
    }
}
