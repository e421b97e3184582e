namespace Quantum.Core.Requests;

/// <summary>Ids as they stand in URLs.</summary>
public static class ResourceId
{
    /// <summary>An id is a UUID in lower case: other spellings name nothing.</summary>
    public static bool TryRead(string text, out Guid id) => Guid.TryParseExact(text, "D", out id) && id.ToString("D") == text;
}
