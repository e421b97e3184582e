using System.Net;
using System.Net.NetworkInformation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Database;

/// <summary>PostgreSQL: addresses are <c>inet</c> and <c>cidr</c>, MACs <c>macaddr</c>, lists <c>jsonb</c>, text sorts by code point.</summary>
public sealed class PostgresQuantumDbContext(DbContextOptions<PostgresQuantumDbContext> options) : QuantumDbContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.DefaultTypeMapping<IPAddress>().HasColumnType("inet");
        configurationBuilder.Properties<IPAddress>().HaveColumnType("inet");
        configurationBuilder.DefaultTypeMapping<HostAddress>().HasConversion<HostAddressConverter>().HasColumnType("inet");
        configurationBuilder.Properties<HostAddress>().HaveConversion<HostAddressConverter>().HaveColumnType("inet");
        configurationBuilder.DefaultTypeMapping<IpCidr>().HasConversion<CidrConverter>().HasColumnType("cidr");
        configurationBuilder.Properties<IpCidr>().HaveConversion<CidrConverter>().HaveColumnType("cidr");
        configurationBuilder.DefaultTypeMapping<MacAddress>().HasConversion<MacConverter>().HasColumnType("macaddr");
        configurationBuilder.Properties<MacAddress>().HaveConversion<MacConverter>().HaveColumnType("macaddr");
        configurationBuilder.DefaultTypeMapping<ExtensionValues>().HasConversion<ExtensionValuesConverter>().HasColumnType("jsonb");
        configurationBuilder.Properties<ExtensionValues>().HaveConversion<ExtensionValuesConverter>().HaveColumnType("jsonb");
    }

    /// <inheritdoc />
    protected override SqlExpression ExtensionText(IReadOnlyList<SqlExpression> arguments) =>
        new SqlFunctionExpression("jsonb_extract_path_text", arguments, nullable: true, [false, false], typeof(string), typeMapping: null);

    /// <inheritdoc />
    protected override SqlExpression TextOfAddress(IReadOnlyList<SqlExpression> arguments) =>
        new SqlFunctionExpression("host", arguments, nullable: true, [true], typeof(string), typeMapping: null);

    private sealed class HostAddressConverter() : ValueConverter<HostAddress, IPAddress>(address => address.Address, address => address);

    private sealed class CidrConverter() : ValueConverter<IpCidr, IPNetwork>(
        cidr => new IPNetwork(cidr.Network, cidr.PrefixLength),
        network => new IpCidr(network.BaseAddress, network.PrefixLength));

    private sealed class MacConverter() : ValueConverter<MacAddress, PhysicalAddress>(
        mac => new PhysicalAddress(mac.ToOctets()),
        address => MacAddress.FromOctets(address.GetAddressBytes()));
}
