using Quantum.Resources.Attributes;
using Quantum.Resources.Rbac;

namespace Quantum.Resources.SecurityGroups;

/// <summary>A named set of rules; its ports let pass what one of the rules allows, and nothing else.</summary>
public sealed class SecurityGroup : Resource, IShareable
{
    /// <summary>True when answers to what a rule let pass need no rule of their own.</summary>
    public bool Stateful { get; set; } = true;

    /// <summary>True for the group of ports that ask for none. A tenant has one at most: the database sees to it.</summary>
    public bool IsDefault { get; set; }

    /// <inheritdoc />
    public bool Shared { get; set; }

    /// <inheritdoc />
    public bool SharedWithCaller { get; set; }

    /// <summary>The rules, where they were read.</summary>
    public List<SecurityGroupRule> Rules { get; set; } = [];
}
