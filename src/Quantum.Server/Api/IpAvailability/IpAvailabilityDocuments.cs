using System.Globalization;
using System.Text.Json;
using Quantum.Core.Ipam;

namespace Quantum.Server.Api.IpAvailability;

/// <summary>Writes the availability of addresses as the API shows it.</summary>
internal static class IpAvailabilityDocuments
{
    /// <summary>The members of one network, by name.</summary>
    private static readonly (string Name, Action<Utf8JsonWriter, NetworkIpAvailability> Write)[] Members =
    [
        ("network_id", (writer, network) => writer.WriteStringValue(network.NetworkId)),
        ("network_name", (writer, network) => writer.WriteStringValue(network.NetworkName)),
        ("tenant_id", (writer, network) => writer.WriteStringValue(network.TenantId)),
        ("project_id", (writer, network) => writer.WriteStringValue(network.TenantId)),
        ("subnet_ip_availability", WriteSubnets),
        ("used_ips", (writer, network) => writer.WriteNumberValue(network.Used)),
        ("total_ips", (writer, network) => WriteNumber(writer, network.Total)),
    ];

    public static Task WriteOneAsync(HttpContext http, NetworkIpAvailability network, IReadOnlyList<string> fields) =>
        Documents.WriteAsync(http, null, writer =>
        {
            writer.WritePropertyName("network_ip_availability");
            Write(writer, network, fields);
        });

    public static Task WriteListAsync(HttpContext http, IEnumerable<NetworkIpAvailability> networks, IReadOnlyList<string> fields) =>
        Documents.WriteAsync(http, null, writer =>
        {
            writer.WriteStartArray("network_ip_availabilities");
            foreach (var network in networks)
                Write(writer, network, fields);
            writer.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter writer, NetworkIpAvailability network, IReadOnlyList<string> fields)
    {
        writer.WriteStartObject();
        foreach (var (name, write) in Members.Where(member => fields.Count == 0 || fields.Contains(member.Name)))
        {
            writer.WritePropertyName(name);
            write(writer, network);
        }

        writer.WriteEndObject();
    }

    private static void WriteSubnets(Utf8JsonWriter writer, NetworkIpAvailability network)
    {
        writer.WriteStartArray();
        foreach (var subnet in network.Subnets)
        {
            writer.WriteStartObject();
            writer.WriteString("subnet_id", subnet.SubnetId);
            writer.WriteNumber("ip_version", subnet.IpVersion);
            writer.WriteString("cidr", subnet.Cidr.ToString());
            writer.WriteString("subnet_name", subnet.SubnetName);
            writer.WriteNumber("used_ips", subnet.Used);
            writer.WritePropertyName("total_ips");
            WriteNumber(writer, subnet.Total);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>An IPv6 block has more addresses than the writer's numbers count.</summary>
    private static void WriteNumber(Utf8JsonWriter writer, UInt128 number) => writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
}
