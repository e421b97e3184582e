using System.ComponentModel.DataAnnotations;

namespace Quantum.Server.Identity;

/// <summary>How callers are identified; section <c>Quantum</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>
    /// <c>noauth</c> (default): nobody is; a request is an administrator's unless its headers <c>X-Project-Id</c>,
    /// <c>X-User-Id</c>, <c>X-Roles</c> say otherwise.
    /// </summary>
    [AllowedValues("noauth", ErrorMessage = "must be noauth")]
    public string Identity { get; set; } = "noauth";
}
