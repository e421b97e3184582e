using Microsoft.AspNetCore.Identity;

namespace Quantum.Server.Identity.Builtin;

/// <summary>Hashes of passwords, made and checked by ASP.NET Core Identity: PBKDF2 with HMAC-SHA512 and a salt of its own each.</summary>
internal static class Passwords
{
    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>Takes the place of the hash of an unknown user, who must not be told by a quicker answer.</summary>
    private static readonly string Nobodys = Hash(Guid.NewGuid().ToString());

    public static string Hash(string password) => Hasher.HashPassword("", password);

    public static bool Matches(string? hash, string password) =>
        Hasher.VerifyHashedPassword("", hash ?? Nobodys, password) != PasswordVerificationResult.Failed && hash is not null;

    public static bool IsHash(string? text)
    {
        Span<byte> bytes = stackalloc byte[256];
        return !string.IsNullOrEmpty(text) && Convert.TryFromBase64String(text, bytes, out var length) && length > 16;
    }
}
