using System.Net;

namespace Quantum.Plugins.OpenFlow;

/// <summary>The controller refused or failed an operation, or did not answer.</summary>
internal sealed class ControllerException : Exception
{
    private const string Occurred = "An OFC exception has occurred";

    /// <summary>The controller answered with a status that is no success.</summary>
    public ControllerException(HttpMethod method, string path, HttpStatusCode status, string? reason)
        : base($"{Occurred}: An operation on OFC is failed. ({method} {path}: {$"{(int)status} {reason}".TrimEnd()})") =>
        Status = status;

    /// <summary>The controller did not answer.</summary>
    public ControllerException(HttpMethod method, string path, string error, Exception cause)
        : base($"{Occurred}: Failed to connect OFC : {error} ({method} {path})", cause)
    {
    }

    /// <summary>What the controller answered; <c>null</c> when it did not answer.</summary>
    public HttpStatusCode? Status { get; }
}
