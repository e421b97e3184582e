using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Core.Qos;
using Quantum.Resources.Routers;

namespace Quantum.Core.Routers;

internal sealed class RouterConfiguration : IEntityTypeConfiguration<Router>
{
    public void Configure(EntityTypeBuilder<Router> builder)
    {
        builder.ConfigureResource("routers");
        QosPolicyConfiguration.Follows(builder, "routers");
        builder.Property(router => router.AdminStateUp).HasColumnName("admin_state_up");
        builder.Property(router => router.Status).HasColumnName("status");
        builder.Property(router => router.GatewayPortId).HasColumnName("gateway_port_id");
        builder.Property(router => router.EnableSnat).HasColumnName("enable_snat");
        builder.Property(router => router.Routes).HasColumnName("routes").HasRoutesConversion();
        builder.Property(router => router.AvailabilityZoneHints).HasColumnName("availability_zone_hints").HasTextsConversion();
        builder.Ignore(router => router.ExternalGateway);

        builder.HasOne(router => router.GatewayPort).WithOne().HasForeignKey<Router>(router => router.GatewayPortId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_routers_gateway_port");
        builder.HasIndex(router => router.GatewayPortId).IsUnique().HasDatabaseName("ux_routers_gateway_port_id");
    }
}
