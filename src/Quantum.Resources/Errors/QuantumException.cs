namespace Quantum.Resources.Errors;

/// <summary>
/// Base of all failures that a client is told about. A subclass carries data and builds its message once; its name
/// without "Exception" is the <c>type</c> that clients dispatch on.
/// </summary>
public abstract class QuantumException : Exception
{
    /// <summary>Creates a failure with one text for both generations of clients.</summary>
    protected QuantumException(ErrorKind kind, string message)
        : this(kind, message, message)
    {
    }

    /// <summary>Creates a failure whose text of 2012 differs from today's.</summary>
    protected QuantumException(ErrorKind kind, string message, string folsomMessage)
        : base(message)
    {
        Kind = kind;
        FolsomMessage = folsomMessage;
    }

    /// <summary>Decides the HTTP status.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The text that clients of 2012 were given (<c>QuantumError</c>).</summary>
    public string FolsomMessage { get; }

    /// <summary>The name that clients dispatch on (<c>NeutronError.type</c>), for example <c>NetworkNotFound</c>.</summary>
    public virtual string Type => GetType().Name[..^"Exception".Length];
}
