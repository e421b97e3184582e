using Quantum.Resources.Errors;

namespace Quantum.Resources.Tags;

/// <summary>A resource does not have that tag (404).</summary>
/// <param name="tag">The tag asked for.</param>
public sealed class TagNotFoundException(string tag) : QuantumException(ErrorKind.NotFound, $"Tag {tag} could not be found.");

/// <summary>There is no such resource whose tags could be read or changed (404).</summary>
/// <param name="collection">Its collection: <c>networks</c>.</param>
/// <param name="id">The id asked for.</param>
public sealed class TagResourceNotFoundException(string collection, string id)
    : QuantumException(ErrorKind.NotFound, $"Resource {collection} {id} could not be found.");
