using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Dns;

/// <summary>The rows by which ports have names. One instance per server: attributes are keys.</summary>
public sealed class PortDnsAttributes
{
    private readonly string _domain;

    /// <summary>Takes the domain that ports are in.</summary>
    /// <param name="domain">With or without the dot at its end; empty: none.</param>
    public PortDnsAttributes(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        _domain = domain.Length == 0 || domain.EndsWith('.') ? domain : $"{domain}.";
        Name = new AttributeDefinition<Port, string>("dns_name", DnsNames.HostOf(_domain), port => port.DnsName)
            .Extension((port, name) => port.DnsName = name)
            .PostDefault("").Put().Filter().Sort().Only(Modern)
            .Doc("The port's name in DNS; empty: names are made of its addresses.", "\"vm-1\"");
        Domain = ExtensionAttribute.Declare<Port, string>("dns_domain", DnsNames.Domain, otherwise: "")
            .PostDefault("").Put().Only(Modern)
            .Doc(
                "The domain of the port where names are published; ends with a dot. The names in dns_assignment do not follow it.",
                "\"example.org.\"");
        Assignment = new AttributeDefinition<Port, IReadOnlyList<DnsAssignment>>("dns_assignment", AssignmentsType(), port => Assignments(port))
            .Only(Modern)
            .Doc(
                "What DNS says about the port's addresses.",
                "[{\"ip_address\": \"192.168.1.2\", \"hostname\": \"vm-1\", \"fqdn\": \"vm-1.openstacklocal.\"}]");
    }

    /// <summary><c>dns_name</c>: the port's name.</summary>
    public AttributeDefinition<Port, string> Name { get; }

    /// <summary><c>dns_domain</c>: where a DNS service would publish the port; kept for clients, nothing here publishes.</summary>
    public AttributeDefinition<Port, string> Domain { get; }

    /// <summary><c>dns_assignment</c>: the names of its addresses.</summary>
    public AttributeDefinition<Port, IReadOnlyList<DnsAssignment>> Assignment { get; }

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;

    private IReadOnlyList<DnsAssignment> Assignments(Port port) =>
        [.. port.FixedIps.Select(fixedIp => Assign(port.DnsName, fixedIp.IpAddress!.ToString()))];

    private DnsAssignment Assign(string name, string address)
    {
        var hostname = name.Length > 0 ? name : $"host-{address.Replace('.', '-').Replace(':', '-')}";
        return new(address, hostname, _domain.Length == 0 || hostname.EndsWith('.') ? hostname : $"{hostname}.{_domain}");
    }

    private static AttributeType<IReadOnlyList<DnsAssignment>> AssignmentsType()
    {
        var text = AttributeTypes.Text(DnsNames.Longest).Schema;
        return new AttributeType<DnsAssignment>
        {
            Schema = new ValueSchema
            {
                Type = "object",
                Properties = new Dictionary<string, ValueSchema>
                {
                    ["ip_address"] = AttributeTypes.IpAddress.Schema,
                    ["hostname"] = text,
                    ["fqdn"] = text,
                },
            },
            Read = element => throw AttributeFormatException.Invalid(NotSent(ValueText.Of(element))),
            ReadText = sent => throw AttributeFormatException.Invalid(NotSent(ValueText.Cut(sent))),
            Write = WriteItem,
        }.List(NotSent);
    }

    private static string NotSent(string value) => $"'{value}' cannot be sent";

    private static void WriteItem(Utf8JsonWriter writer, DnsAssignment assignment)
    {
        writer.WriteStartObject();
        writer.WriteString("ip_address", assignment.IpAddress);
        writer.WriteString("hostname", assignment.Hostname);
        writer.WriteString("fqdn", assignment.Fqdn);
        writer.WriteEndObject();
    }
}
