using System.ComponentModel.DataAnnotations;

namespace Quantum.Server.Identity.Builtin;

/// <summary>The users of the built-in identity service, and its tokens; section <c>Quantum:Builtin</c>.</summary>
public sealed class BuiltinOptions
{
    /// <summary>
    /// The users by name: <c>Users:alice:PasswordHash</c> as the command <c>hash-password</c> prints it, and the roles in each
    /// project, separated by commas: <c>Users:alice:Projects:acme</c> = <c>member,reader</c>. At least one is required.
    /// </summary>
    public Dictionary<string, BuiltinUser> Users { get; init; } = [];

    /// <summary>Seconds that a token lives, 1 to 86400. Default 3600.</summary>
    [Range(1, 86_400)]
    public int TokenLifetime { get; set; } = 3600;

    /// <summary>
    /// Folder for the keys of tokens, for its owner alone to read. Tokens then survive a restart. Default: none, every start makes a
    /// new key, and tokens of the former are refused.
    /// </summary>
    public string? KeyFolder { get; set; }

    /// <summary>The region of the catalogue. Default <c>RegionOne</c>.</summary>
    [Required]
    public string Region { get; set; } = "RegionOne";

    /// <summary>
    /// Listens on addresses that other machines reach, too. Default false: this identity service is for development, and tokens and
    /// passwords pass unencrypted.
    /// </summary>
    public bool AllowRemote { get; set; }
}

/// <summary>A user of the built-in identity service.</summary>
public sealed class BuiltinUser
{
    /// <summary>What the command <c>hash-password</c> printed.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Roles by project, separated by commas.</summary>
    public Dictionary<string, string> Projects { get; init; } = [];
}
