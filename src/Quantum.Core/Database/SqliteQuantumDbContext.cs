using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Database;

/// <summary>
/// SQLite: no address types, so an address is text that sorts as the address does: the version, a colon, and the hexadecimal
/// digits at full width (<c>4:c0a80102</c>); a block adds its prefix length (<c>4:c0a80100/024</c>).
/// </summary>
public sealed class SqliteQuantumDbContext(DbContextOptions<SqliteQuantumDbContext> options) : QuantumDbContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.DefaultTypeMapping<IPAddress>().HasConversion<AddressConverter>();
        configurationBuilder.Properties<IPAddress>().HaveConversion<AddressConverter>();
        configurationBuilder.DefaultTypeMapping<HostAddress>().HasConversion<HostAddressConverter>();
        configurationBuilder.Properties<HostAddress>().HaveConversion<HostAddressConverter>();
        configurationBuilder.DefaultTypeMapping<IpCidr>().HasConversion<CidrConverter>();
        configurationBuilder.Properties<IpCidr>().HaveConversion<CidrConverter>();
        configurationBuilder.DefaultTypeMapping<MacAddress>().HasConversion<MacConverter>();
        configurationBuilder.Properties<MacAddress>().HaveConversion<MacConverter>();
        configurationBuilder.DefaultTypeMapping<ExtensionValues>().HasConversion<ExtensionValuesConverter>();
        configurationBuilder.Properties<ExtensionValues>().HaveConversion<ExtensionValuesConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidConverter>();
        configurationBuilder.DefaultTypeMapping<Guid>().HasConversion<GuidConverter>();
    }

    /// <inheritdoc />
    protected override SqlExpression ExtensionText(IReadOnlyList<SqlExpression> arguments)
    {
        var text = arguments[1].TypeMapping;
        SqlExpression Joined(SqlExpression left, SqlExpression right) => new SqlBinaryExpression(ExpressionType.Add, left, right, typeof(string), text);
        var path = Joined(Joined(new SqlConstantExpression("$.\"", text), arguments[1]), new SqlConstantExpression("\"", text));
        return new SqlFunctionExpression("json_extract", [arguments[0], path], nullable: true, [false, false], typeof(string), text);
    }

    /// <inheritdoc />
    protected override SqlExpression TextOfAddress(IReadOnlyList<SqlExpression> arguments) =>
        new SqlFunctionExpression(AddressTextFunction.Name, arguments, nullable: true, [true], typeof(string), typeMapping: null);

    private static string Text(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? string.Create(CultureInfo.InvariantCulture, $"4:{(uint)address.ToNumber():x8}")
        : string.Create(CultureInfo.InvariantCulture, $"6:{address.ToNumber():x32}");

    private static IPAddress Address(string text) => IpAddressMath.FromNumber(
        UInt128.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        text[0] == '4' ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);

    /// <summary>Teaches SQLite, which has no address types, to print its own form of addresses as the API does.</summary>
    internal sealed class AddressTextFunction : DbConnectionInterceptor
    {
        public const string Name = "quantum_address_text";

        public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
        {
            ((SqliteConnection)result).CreateFunction(Name, (string text) => Address(text).ToString(), isDeterministic: true);
            return result;
        }
    }

    private static string CidrText(IpCidr cidr) => string.Create(CultureInfo.InvariantCulture, $"{Text(cidr.Network)}/{cidr.PrefixLength:d3}");

    private static IpCidr Cidr(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(Address(text[..slash]), int.Parse(text.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }

    private sealed class AddressConverter() : ValueConverter<IPAddress, string>(address => Text(address), text => Address(text));

    private sealed class HostAddressConverter() : ValueConverter<HostAddress, string>(address => Text(address.Address), text => Address(text));

    private sealed class CidrConverter() : ValueConverter<IpCidr, string>(cidr => CidrText(cidr), text => Cidr(text));

    private sealed class MacConverter() : ValueConverter<MacAddress, string>(mac => mac.ToString(), text => MacAddress.Parse(text));

    /// <summary>Lower-case text, as the API and PostgreSQL print it.</summary>
    private sealed class GuidConverter() : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.Parse(text));
}
