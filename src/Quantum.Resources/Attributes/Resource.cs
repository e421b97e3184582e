using Quantum.Resources.Tags;

namespace Quantum.Resources.Attributes;

/// <summary>What every resource of the API has.</summary>
public abstract class Resource
{
    /// <summary>Identity, a random UUID; never changes.</summary>
    public Guid Id { get; set; }

    /// <summary>Owner (project), at most 255 characters; empty for objects that belong to the service itself.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Display name, at most 255 characters; not unique.</summary>
    public string Name { get; set; } = "";

    /// <summary>Free text, at most 255 characters.</summary>
    public string Description { get; set; } = "";

    /// <summary>Creation, UTC, to the microsecond; answers show the second.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Last change, UTC, to the microsecond; equal to <see cref="CreatedAt"/> until the first change.</summary>
    public DateTime UpdatedAt { get; set; }

    /// <summary>1 at creation, one more with every change of the resource or of what it shows of its children.</summary>
    public int RevisionNumber { get; set; } = 1;

    /// <summary>Values of attributes that a plugin added.</summary>
    public ExtensionValues Extensions { get; set; } = ExtensionValues.None;

    /// <summary>Short texts by which clients find the resource again, in the order of their characters.</summary>
    public IReadOnlyList<string> Tags => TagList.Read(Extensions);

    /// <summary>Gives the resource these tags instead of those that it has.</summary>
    public void SetTags(IEnumerable<string> tags) => Extensions = TagList.Write(Extensions, tags);

    /// <summary>Marks a change: next revision, time of change.</summary>
    public void Touch(DateTime now)
    {
        RevisionNumber++;
        UpdatedAt = now;
    }
}
