using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Qos;
using Quantum.Resources.Rbac;
using Quantum.Resources.SecurityGroups;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.Rbac;

internal sealed class RbacPolicyConfiguration : IEntityTypeConfiguration<RbacPolicy>
{
    private const int TypeLength = 32;

    public void Configure(EntityTypeBuilder<RbacPolicy> builder)
    {
        builder.ToTable("rbac_policies");
        builder.HasKey(policy => policy.Id).HasName("pk_rbac_policies");
        builder.Property(policy => policy.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(policy => policy.TenantId).HasColumnName("tenant_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(policy => policy.ObjectType).HasColumnName("object_type").HasMaxLength(TypeLength);
        builder.Property(policy => policy.ObjectId).HasColumnName("object_id");
        builder.Property(policy => policy.Action).HasColumnName("action").HasMaxLength(TypeLength);
        builder.Property(policy => policy.TargetTenant).HasColumnName("target_tenant").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(policy => policy.RevisionNumber).HasColumnName("revision_number").IsConcurrencyToken();
        builder.Ignore(policy => policy.Name).Ignore(policy => policy.Description).Ignore(policy => policy.Extensions);
        builder.Ignore(policy => policy.CreatedAt).Ignore(policy => policy.UpdatedAt);

        // What a tenant may use is asked with every list: the answer stands in this index alone.
        builder.HasIndex(policy => new { policy.TargetTenant, policy.Action, policy.ObjectId }).IsUnique()
            .HasDatabaseName("ux_rbac_policies_target");
        builder.HasIndex(policy => policy.ObjectId).HasDatabaseName("ix_rbac_policies_object_id");
        builder.HasIndex(policy => policy.TenantId).HasDatabaseName("ix_rbac_policies_tenant_id");

        Of<Network>(builder, "network");
        Of<QosPolicy>(builder, "qos_policy");
        Of<SecurityGroup>(builder, "security_group");
        Of<SubnetPool>(builder, "subnetpool");
        Of<AddressScope>(builder, "address_scope");
    }

    /// <summary>Policies go with their objects: the id of an object of that type is a column of its own, which the database derives.</summary>
    private static void Of<TObject>(EntityTypeBuilder<RbacPolicy> builder, string type)
        where TObject : Resource
    {
        var column = $"{type}_id";
        builder.Property<Guid?>(column).HasColumnName(column)
            .HasComputedColumnSql($"CASE WHEN object_type = '{type}' THEN object_id END", stored: true);
        builder.HasOne<TObject>().WithMany().HasForeignKey(column)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName($"fk_rbac_policies_{type}");
        builder.HasIndex(column).HasDatabaseName($"ix_rbac_policies_{column}");
    }
}
