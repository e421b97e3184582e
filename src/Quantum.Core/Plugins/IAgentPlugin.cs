namespace Quantum.Core.Plugins;

/// <summary>The ability to talk with the agents on hosts: what they report, and what they ask.</summary>
public interface IAgentPlugin
{
    /// <summary>What agents may call, as <c>POST /agents/v1/{name}</c>; always the same instances. No name may occur twice.</summary>
    IReadOnlyList<AgentMethod> AgentMethods { get; }
}
