using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Core.Qos;
using Quantum.Resources.Networks;

namespace Quantum.Core.Networks;

internal sealed class NetworkConfiguration : IEntityTypeConfiguration<Network>
{
    public void Configure(EntityTypeBuilder<Network> builder)
    {
        builder.ConfigureResource("networks");
        QosPolicyConfiguration.Follows(builder, "networks");
        builder.Property(network => network.AdminStateUp).HasColumnName("admin_state_up");
        builder.Property(network => network.Status).HasColumnName("status");
        builder.Property(network => network.Shared).HasColumnName("shared");
        builder.Property(network => network.External).HasColumnName("external").HasDefaultValue(false);
        builder.Property(network => network.Mtu).HasColumnName("mtu").HasDefaultValue(Network.UsualMtu);
        builder.Property(network => network.AvailabilityZoneHints).HasColumnName("availability_zone_hints").HasTextsConversion();
        builder.Property(network => network.DnsDomain).HasColumnName("dns_domain").HasMaxLength(ResourceConfiguration.TextLength).HasDefaultValue("");
        builder.Property(network => network.IsDefault).HasColumnName("is_default").HasDefaultValue(false);
        builder.Property(network => network.PortSecurityEnabled).HasColumnName("port_security_enabled");
        builder.HasIndex(network => network.IsDefault).IsUnique().HasFilter("is_default").HasDatabaseName("ux_networks_default");
        builder.Property(network => network.Ipv4AddressScopeId).HasColumnName("ipv4_address_scope_id");
        builder.Property(network => network.Ipv6AddressScopeId).HasColumnName("ipv6_address_scope_id");
        builder.HasAlternateKey(network => new { network.Id, network.TenantId }).HasName("ak_networks_id_tenant");
        builder.HasIndex(network => network.Id).HasFilter("external").HasDatabaseName("ix_networks_external");
        builder.Property(network => network.ExternalToSome).HasColumnName("external_to_some").HasDefaultValue(false);
        builder.Ignore(network => network.SubnetIds).Ignore(network => network.SharedWithCaller).Ignore(network => network.ExternalToCaller);
    }
}
