using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.Ports;
using Quantum.Resources.Trunks;

namespace Quantum.Core.Trunks;

internal sealed class TrunkConfiguration : IEntityTypeConfiguration<Trunk>
{
    public void Configure(EntityTypeBuilder<Trunk> builder)
    {
        builder.ConfigureResource("trunks");
        builder.Property(trunk => trunk.AdminStateUp).HasColumnName("admin_state_up");
        builder.Property(trunk => trunk.Status).HasColumnName("status");
        builder.Property(trunk => trunk.PortId).HasColumnName("port_id");
        builder.Ignore(trunk => trunk.Details);

        builder.HasOne<Port>().WithMany().HasForeignKey(trunk => trunk.PortId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_trunks_port");
        builder.HasMany(trunk => trunk.SubPorts).WithOne().HasForeignKey(port => port.TrunkId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_sub_ports_trunk");
        builder.HasIndex(trunk => trunk.PortId).IsUnique().HasDatabaseName("ux_trunks_port_id");
    }
}
