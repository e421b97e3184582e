using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

internal sealed class SecurityGroupRuleConfiguration : IEntityTypeConfiguration<SecurityGroupRule>
{
    private const int WordLength = 16;
    private const int PrefixLength = 64;
    private const int MeaningLength = 192;

    public void Configure(EntityTypeBuilder<SecurityGroupRule> builder)
    {
        builder.ConfigureResource("security_group_rules");
        builder.Ignore(rule => rule.Name);
        builder.Ignore(rule => rule.Description);
        builder.Property(rule => rule.SecurityGroupId).HasColumnName("security_group_id");
        builder.Property(rule => rule.SecurityGroupTenantId).HasColumnName("security_group_tenant_id")
            .HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(rule => rule.Direction).HasColumnName("direction").HasMaxLength(WordLength);
        builder.Property(rule => rule.EtherType).HasColumnName("ethertype").HasMaxLength(WordLength);
        builder.Property(rule => rule.Protocol).HasColumnName("protocol").HasMaxLength(WordLength);
        builder.Property(rule => rule.PortRangeMin).HasColumnName("port_range_min");
        builder.Property(rule => rule.PortRangeMax).HasColumnName("port_range_max");
        builder.Property(rule => rule.RemoteIpPrefix).HasColumnName("remote_ip_prefix").HasMaxLength(PrefixLength);
        builder.Property(rule => rule.NormalizedCidr).HasColumnName("normalized_cidr");
        builder.Property(rule => rule.RemoteGroupId).HasColumnName("remote_group_id");
        builder.Property(rule => rule.Note).HasColumnName("description").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(rule => rule.Meaning).HasColumnName("meaning").HasMaxLength(MeaningLength);

        builder.HasOne<SecurityGroup>().WithMany().HasForeignKey(rule => rule.RemoteGroupId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_security_group_rules_remote_group");
        builder.HasIndex(rule => new { rule.SecurityGroupId, rule.Meaning }).IsUnique().HasDatabaseName("ux_security_group_rules_meaning");
        builder.HasIndex(rule => rule.RemoteGroupId).HasDatabaseName("ix_security_group_rules_remote_group_id");
        builder.HasIndex(rule => rule.SecurityGroupTenantId).HasDatabaseName("ix_security_group_rules_group_tenant_id");
    }
}
