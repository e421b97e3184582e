using System.Text.Json;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Requests;

/// <summary>Something that can be done with one resource besides changing its attributes: <c>PUT /v2.0/{collection}/{id}/{name}</c>, or GET.</summary>
/// <param name="Name">Last part of the URL, and name of the policy rule that must hold: <c>add_router_interface</c>.</param>
public sealed record ResourceAction(string Name)
{
    /// <summary>One sentence for the reader of the API's documents.</summary>
    public required string Description { get; init; }

    /// <summary>PUT, or GET for an action that only reads.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Put;

    /// <summary>Form of the body; <c>null</c>: there is none.</summary>
    public ValueSchema? Body { get; init; }

    /// <summary>A body, as JSON text.</summary>
    public string? BodyExample { get; init; }

    /// <summary>Form of the answer.</summary>
    public required ValueSchema Answer { get; init; }

    /// <summary>An answer, as JSON text.</summary>
    public required string AnswerExample { get; init; }

    /// <summary>Refusals of its own, for documents.</summary>
    public IReadOnlyList<QuantumException> Failures { get; init; } = [];

    /// <summary>The profiles that know the action.</summary>
    public Func<ApiProfile, bool> ExistsIn { get; init; } = static _ => true;

    /// <summary>
    /// For an action that is a change of the resource's attributes, and answers it whole: the changes that the body asks for. Others
    /// have <see cref="RunAsync"/>.
    /// </summary>
    public Func<JsonElement, AttributeValues>? ReadChanges { get; init; }

    /// <summary>Does it, durably, and says how to write the answer. Throws <see cref="QuantumException"/> to refuse.</summary>
    public Func<RequestContext, ChangeTarget, JsonElement, CancellationToken, Task<Action<Utf8JsonWriter>>>? RunAsync { get; init; }
}
