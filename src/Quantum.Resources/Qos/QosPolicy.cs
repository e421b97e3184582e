using Quantum.Resources.Attributes;
using Quantum.Resources.Rbac;

namespace Quantum.Resources.Qos;

/// <summary>What traffic is promised and allowed, as a set of rules that networks, ports and floating IPs follow.</summary>
public sealed class QosPolicy : Resource, IShareable
{
    /// <inheritdoc />
    public bool Shared { get; set; }

    /// <inheritdoc />
    public bool SharedWithCaller { get; set; }

    /// <summary>True when new networks of the owner follow the policy unless they name another; one policy of a tenant may.</summary>
    public bool IsDefault { get; set; }

    /// <summary>The rules, by type and direction.</summary>
    public List<QosRule> Rules { get; set; } = [];
}
