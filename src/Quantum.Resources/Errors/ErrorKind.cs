namespace Quantum.Resources.Errors;

/// <summary>The few ways in which a request fails. One table maps each kind to an HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>The request is malformed or breaks a rule of the resource (400).</summary>
    BadRequest,

    /// <summary>The caller could not be identified (401).</summary>
    Unauthenticated,

    /// <summary>Policy refuses the action (403).</summary>
    Forbidden,

    /// <summary>The object does not exist or the caller may not see it (404).</summary>
    NotFound,

    /// <summary>The method does not exist on this URL (405).</summary>
    MethodNotAllowed,

    /// <summary>The representation asked for is not served (406).</summary>
    NotAcceptable,

    /// <summary>The client took too long to send the request (408).</summary>
    RequestTimeout,

    /// <summary>The change contradicts the present state (409).</summary>
    Conflict,

    /// <summary>The object is used by others (409).</summary>
    InUse,

    /// <summary>Nothing is left to hand out: addresses, quota (409).</summary>
    Exhausted,

    /// <summary>A condition sent by the client does not hold (412).</summary>
    PreconditionFailed,

    /// <summary>The body is larger than the server accepts (413).</summary>
    TooLarge,

    /// <summary>The client asks more often than the server lets it (429).</summary>
    TooMany,

    /// <summary>A part that the server needs does not work at present (503).</summary>
    Unavailable,
}
