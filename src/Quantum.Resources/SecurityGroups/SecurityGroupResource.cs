using System.Linq.Expressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.SecurityGroups;

/// <summary>The attribute table of security groups.</summary>
public static class SecurityGroupResource
{
    /// <summary>The rows shared by all resources; the name of the default group is reserved.</summary>
    public static readonly StandardAttributes<SecurityGroup> Standard = new();

    /// <summary><c>stateful</c>: answers need no rule of their own.</summary>
    public static readonly AttributeDefinition<SecurityGroup, bool> Stateful =
        Attribute("stateful", AttributeTypes.Boolean, group => group.Stateful)
            .PostDefault(true).Put().Filter().Sort()
            .Doc("True when answers to what a rule let pass need no rule of their own.", "true");

    /// <summary><c>shared</c>: policies let the tenant that asks put ports into the group.</summary>
    public static readonly AttributeDefinition<SecurityGroup, bool> Shared =
        Attribute("shared", AttributeTypes.Boolean, group => group.Shared || group.SharedWithCaller)
            .Filter().Sort()
            .Doc("True when an RBAC policy shares the group with the tenant that asks, or with all.", "false");

    /// <summary><c>security_group_rules</c>: all rules of the group.</summary>
    public static readonly AttributeDefinition<SecurityGroup, IReadOnlyList<SecurityGroupRule>> Rules =
        Attribute("security_group_rules", SecurityGroupAttributeTypes.Rules, group => InOrder(group.Rules))
            .Doc("The group's rules, in order of creation.", "[]");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<SecurityGroup> Definition = new(
        "security_group",
        "security_groups",
        [
            Standard.Id, Standard.Name.Form(SecurityGroupAttributeTypes.Name, _ => true), Standard.TenantId, Stateful, Shared, Rules,
            .. Standard.Tail, .. Standard.TagRows,
        ])
    {
        Path = "security-groups",
        Description = "Sets of rules about what passes ports.",
        NotFound = id => new SecurityGroupNotFoundException(id),
        Failures = new()
        {
            Create = [new SecurityGroupDefaultAlreadyExistsException()],
            Update = [new SecurityGroupCannotUpdateDefaultException(), new SecurityGroupInUseException(ResourceFailures.SampleId)],
            Delete = [new SecurityGroupInUseException(ResourceFailures.SampleId), new SecurityGroupCannotRemoveDefaultException()],
        },
    };

    private static IReadOnlyList<SecurityGroupRule> InOrder(List<SecurityGroupRule> rules) =>
        [.. rules.OrderBy(rule => rule.CreatedAt).ThenBy(rule => rule.Id)];

    private static AttributeDefinition<SecurityGroup, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<SecurityGroup, TValue>> read) => new(name, type, read);
}
