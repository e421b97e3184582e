using System.ComponentModel.DataAnnotations;

namespace Quantum.Server.Identity;

/// <summary>How callers are identified; section <c>Quantum</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>
    /// <c>noauth</c> (default): nobody is; a request is an administrator's unless its headers <c>X-Project-Id</c>,
    /// <c>X-User-Id</c>, <c>X-Roles</c> say otherwise. <c>keystone</c>: by the tokens of
    /// the Keystone that <c>Quantum:Keystone</c> describes. <c>builtin</c>: by tokens that this server issues itself, at
    /// <c>/identity</c>, to the users of <c>Quantum:Builtin</c>; for development.
    /// </summary>
    [AllowedValues(Noauth, Keystone, Builtin, ErrorMessage = "must be noauth, keystone or builtin")]
    public string Identity { get; set; } = Noauth;

    internal const string Noauth = "noauth";
    internal const string Keystone = "keystone";
    internal const string Builtin = "builtin";
}
