using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.Agents;

namespace Quantum.Core.Agents;

internal sealed class AgentConfiguration : IEntityTypeConfiguration<Agent>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(agent => agent.Id).HasName("pk_agents");
        builder.Property(agent => agent.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(agent => agent.AgentType).HasColumnName("agent_type").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(agent => agent.Binary).HasColumnName("binary").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(agent => agent.Topic).HasColumnName("topic").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(agent => agent.Host).HasColumnName("host").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(agent => agent.AvailabilityZone).HasColumnName("availability_zone").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(agent => agent.AdminStateUp).HasColumnName("admin_state_up");
        builder.Property(agent => agent.CreatedAt).HasColumnName("created_at");
        builder.Property(agent => agent.StartedAt).HasColumnName("started_at");
        builder.Property(agent => agent.HeartbeatTimestamp).HasColumnName("heartbeat_timestamp");
        builder.Property(agent => agent.Description).HasColumnName("description").HasMaxLength(ResourceConfiguration.TextLength);
        builder.Property(agent => agent.Configurations).HasColumnName("configurations");
        builder.HasIndex(agent => new { agent.AgentType, agent.Host }).IsUnique().HasDatabaseName("ux_agents_type_host");
    }
}
