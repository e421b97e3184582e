namespace Quantum.Resources.Errors;

/// <summary>The API layer refuses a request: body, query or header break a rule (400).</summary>
/// <param name="message">The whole text.</param>
public sealed class HttpBadRequestException(string message) : QuantumException(ErrorKind.BadRequest, message)
{
    /// <inheritdoc />
    public override string Type => "HTTPBadRequest";
}

/// <summary>A value of an attribute is not acceptable (400).</summary>
/// <param name="attribute">The attribute's name.</param>
/// <param name="reason">The type's text, without full stop.</param>
public sealed class InvalidAttributeException(string attribute, string reason)
    : QuantumException(ErrorKind.BadRequest, $"Invalid input for {attribute}. Reason: {reason}.")
{
    /// <inheritdoc />
    public override string Type => "HTTPBadRequest";
}

/// <summary>The values of a request contradict each other or the state of the resource (400).</summary>
/// <param name="reason">What is wrong, without full stop.</param>
public sealed class InvalidInputException(string reason)
    : QuantumException(ErrorKind.BadRequest, $"Invalid input for operation: {reason}.");

/// <summary>A request cannot be carried out as asked (400).</summary>
/// <param name="resource">What the request is about.</param>
/// <param name="reason">What is wrong, without full stop.</param>
/// <param name="folsomReason">What 2012 said is wrong.</param>
public sealed class BadRequestException(string resource, string reason, string folsomReason)
    : QuantumException(ErrorKind.BadRequest, $"Bad {resource} request: {reason}.", $"Bad {resource} request: {folsomReason}")
{
    /// <summary>Both generations of clients are told the same.</summary>
    public BadRequestException(string resource, string reason)
        : this(resource, reason, reason)
    {
    }
}

/// <summary>The resource changed since the client read it (412).</summary>
/// <param name="expected">The revision that the client named in <c>If-Match</c>.</param>
/// <param name="actual">The present revision.</param>
public sealed class RevisionNumberConstraintFailedException(int expected, int actual)
    : QuantumException(ErrorKind.PreconditionFailed, $"Constrained to {expected}, but current revision is {actual}");

/// <summary>A quota would be exceeded (409).</summary>
/// <param name="resource">Name of the resource whose quota it is.</param>
public sealed class OverQuotaException(string resource)
    : QuantumException(ErrorKind.Exhausted, $"Quota exceeded for resources: ['{resource}'].", $"Quota exceeded for resources: ['{resource}']");
