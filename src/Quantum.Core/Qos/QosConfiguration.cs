using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.Attributes;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

internal sealed class QosPolicyConfiguration : IEntityTypeConfiguration<QosPolicy>
{
    public void Configure(EntityTypeBuilder<QosPolicy> builder)
    {
        builder.ConfigureResource("qos_policies");
        builder.Property(policy => policy.Shared).HasColumnName("shared");
        builder.Property(policy => policy.IsDefault).HasColumnName("is_default");
        builder.Ignore(policy => policy.SharedWithCaller);
        builder.HasMany(policy => policy.Rules).WithOne(rule => rule.Policy).HasForeignKey(rule => rule.PolicyId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_qos_rules_policy");
        builder.HasIndex(policy => policy.TenantId, "ux_qos_policies_default").IsUnique().HasFilter("is_default");
    }

    /// <summary>The column by which a resource follows a policy, which cannot go meanwhile.</summary>
    public static void Follows<TResource>(EntityTypeBuilder<TResource> builder, string table)
        where TResource : Resource, IQosTarget
    {
        builder.Property(resource => resource.QosPolicyId).HasColumnName("qos_policy_id");
        builder.HasOne<QosPolicy>().WithMany().HasForeignKey(resource => resource.QosPolicyId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName($"fk_{table}_qos_policy");
        builder.HasIndex(resource => resource.QosPolicyId).HasFilter("qos_policy_id IS NOT NULL")
            .HasDatabaseName($"ix_{table}_qos_policy_id");
    }
}

internal sealed class QosRuleConfiguration : IEntityTypeConfiguration<QosRule>
{
    private const int WordLength = 32;

    public void Configure(EntityTypeBuilder<QosRule> builder)
    {
        builder.ToTable("qos_rules");
        builder.HasKey(rule => rule.Id).HasName("pk_qos_rules");
        builder.Property(rule => rule.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(rule => rule.PolicyId).HasColumnName("policy_id");
        builder.Property(rule => rule.TenantId).HasColumnName("tenant_id").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(rule => rule.RevisionNumber).HasColumnName("revision_number").IsConcurrencyToken();
        builder.Property(rule => rule.Type).HasColumnName("type").HasMaxLength(WordLength);
        builder.Property(rule => rule.Direction).HasColumnName("direction").HasMaxLength(WordLength);
        builder.Ignore(rule => rule.Name).Ignore(rule => rule.Description).Ignore(rule => rule.Extensions);
        builder.Ignore(rule => rule.CreatedAt).Ignore(rule => rule.UpdatedAt);
        builder.HasIndex(rule => new { rule.PolicyId, rule.Type, rule.Direction }).IsUnique().HasDatabaseName("ux_qos_rules_policy");

        builder.HasDiscriminator(rule => rule.Type)
            .HasValue<QosBandwidthLimitRule>(QosBandwidthLimitRule.TypeName)
            .HasValue<QosDscpMarkingRule>(QosDscpMarkingRule.TypeName)
            .HasValue<QosMinimumBandwidthRule>(QosMinimumBandwidthRule.TypeName)
            .HasValue<QosPacketRateLimitRule>(QosPacketRateLimitRule.TypeName)
            .HasValue<QosMinimumPacketRateRule>(QosMinimumPacketRateRule.TypeName);
    }
}

internal sealed class QosRuleValueConfiguration
    : IEntityTypeConfiguration<QosBandwidthLimitRule>,
        IEntityTypeConfiguration<QosDscpMarkingRule>,
        IEntityTypeConfiguration<QosMinimumBandwidthRule>,
        IEntityTypeConfiguration<QosPacketRateLimitRule>,
        IEntityTypeConfiguration<QosMinimumPacketRateRule>
{
    public void Configure(EntityTypeBuilder<QosBandwidthLimitRule> builder)
    {
        builder.HasBaseType<QosRule>();
        builder.Property(rule => rule.MaxKbps).HasColumnName("max_kbps");
        builder.Property(rule => rule.MaxBurstKbps).HasColumnName("max_burst_kbps");
    }

    public void Configure(EntityTypeBuilder<QosDscpMarkingRule> builder) =>
        builder.HasBaseType<QosRule>().Property(rule => rule.DscpMark).HasColumnName("dscp_mark");

    public void Configure(EntityTypeBuilder<QosMinimumBandwidthRule> builder) =>
        builder.HasBaseType<QosRule>().Property(rule => rule.MinKbps).HasColumnName("min_kbps");

    public void Configure(EntityTypeBuilder<QosPacketRateLimitRule> builder)
    {
        builder.HasBaseType<QosRule>();
        builder.Property(rule => rule.MaxKpps).HasColumnName("max_kpps");
        builder.Property(rule => rule.MaxBurstKpps).HasColumnName("max_burst_kpps");
    }

    public void Configure(EntityTypeBuilder<QosMinimumPacketRateRule> builder) =>
        builder.HasBaseType<QosRule>().Property(rule => rule.MinKpps).HasColumnName("min_kpps");
}
