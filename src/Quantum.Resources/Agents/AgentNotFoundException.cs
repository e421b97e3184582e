using Quantum.Resources.Errors;

namespace Quantum.Resources.Agents;

/// <summary>No such agent (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class AgentNotFoundException(string id) : QuantumException(ErrorKind.NotFound, $"Agent {id} could not be found.");
