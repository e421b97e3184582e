using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api.Agents;

/// <summary>The configured plugin has no such method for agents (404).</summary>
internal sealed class AgentMethodNotFoundException(string name)
    : QuantumException(ErrorKind.NotFound, $"Agent method {ValueText.Cut(name)} could not be found.");
