using System.ComponentModel.DataAnnotations;

namespace Quantum.Server.Identity;

/// <summary>How callers are identified; section <c>Quantum</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>
    /// <c>noauth</c> (default): nobody is; a request is an administrator's unless its headers <c>X-Project-Id</c>,
    /// <c>X-User-Id</c>, <c>X-Roles</c> say otherwise. <c>keystone</c>: by the tokens of
    /// the Keystone that <c>Quantum:Keystone</c> describes.
    /// </summary>
    [AllowedValues(Noauth, Keystone, ErrorMessage = "must be noauth or keystone")]
    public string Identity { get; set; } = Noauth;

    internal const string Noauth = "noauth";
    internal const string Keystone = "keystone";
}
