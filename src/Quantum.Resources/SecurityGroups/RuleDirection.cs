namespace Quantum.Resources.SecurityGroups;

/// <summary>The values of <c>direction</c>.</summary>
public static class RuleDirection
{
    /// <summary>Towards the port's device.</summary>
    public const string Ingress = "ingress";

    /// <summary>From the port's device.</summary>
    public const string Egress = "egress";
}
