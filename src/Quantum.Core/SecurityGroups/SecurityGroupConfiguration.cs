using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

internal sealed class SecurityGroupConfiguration : IEntityTypeConfiguration<SecurityGroup>
{
    public void Configure(EntityTypeBuilder<SecurityGroup> builder)
    {
        builder.ConfigureResource("security_groups");
        builder.Property(group => group.Stateful).HasColumnName("stateful");
        builder.Property(group => group.IsDefault).HasColumnName("is_default");
        builder.Property(group => group.Shared).HasColumnName("shared");
        builder.Ignore(group => group.SharedWithCaller);

        builder.HasMany(group => group.Rules).WithOne().HasForeignKey(rule => rule.SecurityGroupId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_security_group_rules_group");
        builder.HasIndex(group => group.TenantId, "ux_security_groups_default").IsUnique()
            .HasFilter("is_default").HasDatabaseName("ux_security_groups_default");
    }
}
