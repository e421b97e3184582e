using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Ports;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

internal sealed class PortSecurityGroupConfiguration : IEntityTypeConfiguration<PortSecurityGroup>
{
    public void Configure(EntityTypeBuilder<PortSecurityGroup> builder)
    {
        builder.ToTable("port_security_groups");
        builder.HasKey(held => new { held.PortId, held.SecurityGroupId }).HasName("pk_port_security_groups");
        builder.Property(held => held.PortId).HasColumnName("port_id");
        builder.Property(held => held.SecurityGroupId).HasColumnName("security_group_id");

        builder.HasOne<Port>().WithMany(port => port.SecurityGroups).HasForeignKey(held => held.PortId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_port_security_groups_port");
        builder.HasOne<SecurityGroup>().WithMany().HasForeignKey(held => held.SecurityGroupId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_port_security_groups_group");
        builder.HasIndex(held => held.SecurityGroupId).HasDatabaseName("ix_port_security_groups_group_id");
    }
}
