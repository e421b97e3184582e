using System.Linq.Expressions;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.SecurityGroups;

/// <summary>The attribute table of security group rules.</summary>
public static class SecurityGroupRuleResource
{
    private const int TextLength = 255;

    private const string SampleId = "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"";

    /// <summary>The rows shared by all resources; rules have no name.</summary>
    public static readonly StandardAttributes<SecurityGroupRule> Standard = new();

    /// <summary><c>security_group_id</c>: the group.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, Guid> SecurityGroupId =
        Attribute("security_group_id", AttributeTypes.Uuid, rule => rule.SecurityGroupId)
            .PostRequired().Filter().Sort()
            .Doc("The group that the rule is of.", SampleId);

    /// <summary><c>security_group_tenant_id</c>: the owner of the group, for policy.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, string> SecurityGroupTenantId =
        Attribute("security_group_tenant_id", AttributeTypes.Text(TextLength), rule => rule.SecurityGroupTenantId).Hidden();

    /// <summary><c>remote_group_id</c>: the group of the ports at the other end.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, Guid?> RemoteGroupId =
        Attribute("remote_group_id", AttributeTypes.Uuid.OrNone(), rule => rule.RemoteGroupId)
            .PostDefault(null).Filter().Sort()
            .Doc("The group of the ports at the other end; null: any.", "null");

    /// <summary><c>direction</c>: ingress or egress.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, string> Direction =
        Attribute("direction", AttributeTypes.Text(TextLength).OneOf(RuleDirection.Ingress, RuleDirection.Egress), rule => rule.Direction)
            .PostRequired().Filter().Sort()
            .Doc("Whether the rule is about what the port's device receives or sends.", "\"ingress\"");

    /// <summary><c>protocol</c>: by name or number; null: any.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, string?> Protocol =
        Attribute("protocol", RuleAttributeTypes.Protocol, rule => rule.Protocol)
            .PostDefault(null).Filter().Sort()
            .Doc("IP protocol by name or number; null: any.", "\"tcp\"");

    /// <summary><c>port_range_min</c>: the first port, or the type of ICMP.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, int?> PortRangeMin =
        Attribute("port_range_min", RuleAttributeTypes.Port, rule => rule.PortRangeMin)
            .PostDefault(null).Filter().Sort()
            .Doc("The first port, or the type of ICMP; null: any.", "22");

    /// <summary><c>port_range_max</c>: the last port, or the code of ICMP.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, int?> PortRangeMax =
        Attribute("port_range_max", RuleAttributeTypes.Port, rule => rule.PortRangeMax)
            .PostDefault(null).Filter().Sort()
            .Doc("The last port, or the code of ICMP; null: any.", "22");

    /// <summary><c>ethertype</c>: IPv4 or IPv6.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, string> EtherType =
        Attribute("ethertype", RuleAttributeTypes.EtherType, rule => rule.EtherType)
            .PostDefault(SecurityGroups.EtherType.IPv4).Filter().Sort()
            .Doc("Version of the Internet protocol.", "\"IPv4\"");

    /// <summary><c>remote_ip_prefix</c>: the addresses at the other end.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, string?> RemoteIpPrefix =
        Attribute("remote_ip_prefix", RuleAttributeTypes.Prefix, rule => rule.RemoteIpPrefix)
            .PostDefault(null).Filter().Sort()
            .Doc("The addresses at the other end; null: any.", "\"192.168.1.0/24\"");

    /// <summary><c>normalized_cidr</c>: the same without host bits.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, IpCidr?> NormalizedCidr =
        Attribute("normalized_cidr", AttributeTypes.Cidr.OrNone(), rule => rule.NormalizedCidr)
            .Filter().Sort()
            .Doc("The addresses at the other end, without host bits.", "\"192.168.1.0/24\"");

    /// <summary><c>remote_address_group_id</c>: always null, there are no address groups.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, Guid?> RemoteAddressGroupId =
        Attribute("remote_address_group_id", AttributeTypes.Uuid.OrNone(), rule => (Guid?)null)
            .PostDefault(null)
            .Doc("The group of the addresses at the other end; null: any.", "null");

    /// <summary><c>description</c>: null for the rules that groups come with.</summary>
    public static readonly AttributeDefinition<SecurityGroupRule, string?> Description =
        Attribute("description", AttributeTypes.Text(TextLength).OrNull(), rule => rule.Note)
            .PostDefault("").Filter().Sort()
            .Doc("Free text; null for the rules that groups come with.", "\"\"");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<SecurityGroupRule> Definition = new(
        "security_group_rule",
        "security_group_rules",
        [
            Standard.Id, Standard.TenantId, SecurityGroupId, SecurityGroupTenantId, RemoteGroupId, Direction, Protocol, PortRangeMin, PortRangeMax,
            EtherType, RemoteIpPrefix, NormalizedCidr, RemoteAddressGroupId, Description,
            .. Standard.Tail.Where(row => row != Standard.Description), Standard.Tags,
        ])
    {
        Path = "security-group-rules",
        Description = "What security groups let pass.",
        AllowsUpdate = false,
        NotFound = id => new SecurityGroupRuleNotFoundException(id),
        Failures = RuleFailures.Samples,
    };

    private static AttributeDefinition<SecurityGroupRule, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<SecurityGroupRule, TValue>> read) => new(name, type, read);
}
