namespace Quantum.Resources.Attributes;

/// <summary>
/// A value does not have its attribute's form. Raised by an <see cref="AttributeType{T}"/>, which does not know the
/// attribute's name; binding turns it into the 400 that the client sees.
/// </summary>
public sealed class AttributeFormatException : Exception
{
    private AttributeFormatException(string reason, bool isConversion)
        : base(reason)
    {
        IsConversion = isConversion;
    }

    /// <summary>
    /// True when the value could not even be converted: the client reads <c>Invalid input for operation: …</c>
    /// instead of <c>Invalid input for {name}. Reason: …</c>.
    /// </summary>
    public bool IsConversion { get; }

    /// <summary>The value was read but is not acceptable.</summary>
    public static AttributeFormatException Invalid(string reason) => new(reason, isConversion: false);

    /// <summary>The value could not be converted to the attribute's type.</summary>
    public static AttributeFormatException Unconvertible(string reason) => new(reason, isConversion: true);
}
