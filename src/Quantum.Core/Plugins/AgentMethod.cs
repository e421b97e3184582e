using System.Text.Json;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;

namespace Quantum.Core.Plugins;

/// <summary>Something that agents on hosts call: <c>POST /agents/v1/{name}</c>, for administrators and services.</summary>
/// <param name="Name">Last part of the URL: <c>get_device_details</c>.</param>
public sealed record AgentMethod(string Name)
{
    /// <summary>Form of the answer of methods that have nothing to say.</summary>
    public static ValueSchema NoAnswer { get; } = new() { Type = "null" };

    /// <summary>One sentence for the reader of the API's documents.</summary>
    public required string Description { get; init; }

    /// <summary>The members of the body.</summary>
    public required IReadOnlyList<AgentArgument> Arguments { get; init; }

    /// <summary>
    /// The argument that names a device; <c>null</c> when the method is about none. Of several plugins in a server, the one that
    /// carries the device's network is called.
    /// </summary>
    public AgentArgument<string>? Device { get; init; }

    /// <summary>Form of the answer.</summary>
    public required ValueSchema Answer { get; init; }

    /// <summary>An answer, as JSON text.</summary>
    public required string AnswerExample { get; init; }

    /// <summary>Refusals of its own, for documents.</summary>
    public IReadOnlyList<QuantumException> Failures { get; init; } = [];

    /// <summary>Does it, durably, and says how to write the answer. Throws <see cref="QuantumException"/> to refuse.</summary>
    public required Func<AgentCall, CancellationToken, Task<Action<Utf8JsonWriter>>> RunAsync { get; init; }

    /// <summary>Carries out a call whose body nobody has read yet.</summary>
    /// <exception cref="QuantumException">An argument is missing, unknown or ill-formed, or the call is refused.</exception>
    public Task<Action<Utf8JsonWriter>> InvokeAsync(AgentCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return RunAsync(call with { Arguments = AgentArguments.Read(call.Body, Arguments) }, cancellationToken);
    }
}

/// <summary>One call of an agent.</summary>
/// <param name="Context">Who calls.</param>
/// <param name="Body">The arguments as they were sent.</param>
public sealed record AgentCall(RequestContext Context, JsonElement Body)
{
    /// <summary>The arguments, each in its form.</summary>
    public AgentArguments Arguments { get; init; } = AgentArguments.None;

    /// <summary>
    /// Says which networks the called plugin carries: all, unless it is one of several in a server. What is on others is
    /// unknown to it.
    /// </summary>
    public Func<Network, bool> Carries { get; init; } = static _ => true;
}
