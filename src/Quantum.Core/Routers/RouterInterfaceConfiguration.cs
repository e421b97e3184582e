using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Routers;

internal sealed class RouterInterfaceConfiguration : IEntityTypeConfiguration<RouterInterface>
{
    public void Configure(EntityTypeBuilder<RouterInterface> builder)
    {
        builder.ToTable("router_interfaces");
        builder.HasKey(held => new { held.RouterId, held.SubnetId }).HasName("pk_router_interfaces");
        builder.Property(held => held.RouterId).HasColumnName("router_id");
        builder.Property(held => held.SubnetId).HasColumnName("subnet_id");
        builder.Property(held => held.PortId).HasColumnName("port_id");

        builder.HasOne<Router>().WithMany().HasForeignKey(held => held.RouterId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_router_interfaces_router");
        builder.HasOne<Subnet>().WithMany().HasForeignKey(held => held.SubnetId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_router_interfaces_subnet");
        builder.HasOne<Port>().WithMany().HasForeignKey(held => held.PortId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_router_interfaces_port");
        builder.HasIndex(held => held.SubnetId).HasDatabaseName("ix_router_interfaces_subnet_id");
        builder.HasIndex(held => held.PortId).HasDatabaseName("ix_router_interfaces_port_id");
    }
}
