namespace Quantum.Server.Tests.Attributes;

/// <summary>What the API reference says of one attribute. Values are JSON text.</summary>
/// <param name="Resource">The resource's name.</param>
/// <param name="Name">The attribute's name.</param>
public sealed record AttributeRow(string Resource, string Name)
{
    /// <summary>POST must carry it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>POST may carry it.</summary>
    public bool InPost { get; init; } = true;

    /// <summary>PUT may carry it today.</summary>
    public bool InPut { get; init; }

    /// <summary>PUT could carry it in 2012.</summary>
    public bool InFolsomPut { get; init; }

    /// <summary>PUT may carry it, and the plugin says whether it can be changed.</summary>
    public bool IsPutByPlugin { get; init; }

    /// <summary>The value of an object whose POST did not carry it; <c>null</c> where it is generated or required.</summary>
    public string? Default { get; init; }

    /// <summary>Another value that PUT may set; <c>null</c> where it needs other objects.</summary>
    public string? Other { get; init; }

    /// <summary>A value of the wrong form; <c>null</c> where the attribute can never be sent.</summary>
    public string? Wrong { get; init; }

    /// <summary>Lists can be filtered by it.</summary>
    public bool IsFilter { get; init; } = true;

    /// <summary>Lists can be sorted by it.</summary>
    public bool IsSortKey { get; init; } = true;

    /// <summary>Answers show it.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>Answers leave it out where it has no value.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Clients of 2012 do not know it.</summary>
    public bool IsModernOnly { get; init; }
}
