using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

internal sealed class TunnelEndpointConfiguration : IEntityTypeConfiguration<TunnelEndpoint>
{
    public void Configure(EntityTypeBuilder<TunnelEndpoint> builder)
    {
        builder.ToTable("tunnel_endpoints");
        builder.HasKey(endpoint => new { endpoint.TunnelType, endpoint.IpAddress }).HasName("pk_tunnel_endpoints");
        builder.Property(endpoint => endpoint.TunnelType).HasColumnName("tunnel_type");
        builder.Property(endpoint => endpoint.IpAddress).HasColumnName("ip_address");
        builder.Property(endpoint => endpoint.Id).HasColumnName("id").ValueGeneratedNever();
        builder.HasIndex(endpoint => new { endpoint.TunnelType, endpoint.Id }).IsUnique().HasDatabaseName("ux_tunnel_endpoints_id");
    }
}
