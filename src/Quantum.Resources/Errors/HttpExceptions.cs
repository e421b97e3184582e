namespace Quantum.Resources.Errors;

/// <summary>The URL names nothing (404).</summary>
public sealed class HttpNotFoundException() : QuantumException(ErrorKind.NotFound, "The resource could not be found.")
{
    /// <inheritdoc />
    public override string Type => "HTTPNotFound";
}

/// <summary>Policy hides the resource from the caller (404).</summary>
public sealed class ResourceHiddenException() : QuantumException(ErrorKind.NotFound, "The resource could not be found.")
{
    /// <inheritdoc />
    public override string Type => "HTTPNotFound";
}

/// <summary>The URL exists, the method does not (405).</summary>
public sealed class HttpMethodNotAllowedException() : QuantumException(
    ErrorKind.MethodNotAllowed,
    "The server could not comply with the request since it is either malformed or otherwise incorrect.")
{
    /// <inheritdoc />
    public override string Type => "HTTPMethodNotAllowed";
}

/// <summary>The representation asked for is not served (406).</summary>
public sealed class HttpNotAcceptableException() : QuantumException(
    ErrorKind.NotAcceptable, "The server serves JSON only in this profile.")
{
    /// <inheritdoc />
    public override string Type => "HTTPNotAcceptable";
}

/// <summary>The body is larger than the server accepts (413).</summary>
public sealed class HttpRequestTooLargeException() : QuantumException(
    ErrorKind.TooLarge, "The request body is too large.")
{
    /// <inheritdoc />
    public override string Type => "HTTPRequestEntityTooLarge";
}

/// <summary>The client took too long to send the request (408).</summary>
public sealed class HttpRequestTimeoutException() : QuantumException(
    ErrorKind.RequestTimeout, "The request was sent too slowly.")
{
    /// <inheritdoc />
    public override string Type => "HTTPRequestTimeout";
}

/// <summary>The client asks more often than the server lets it (429).</summary>
/// <param name="retryAfter">After this time there is room for another request.</param>
public sealed class HttpTooManyRequestsException(TimeSpan retryAfter) : QuantumException(
    ErrorKind.TooMany, "There are too many requests from this address.")
{
    /// <summary>After this time there is room for another request.</summary>
    public TimeSpan RetryAfter => retryAfter;

    /// <inheritdoc />
    public override string Type => "HTTPTooManyRequests";
}
