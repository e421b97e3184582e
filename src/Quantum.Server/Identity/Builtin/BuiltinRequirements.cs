using Microsoft.Extensions.Options;

namespace Quantum.Server.Identity.Builtin;

/// <summary>What identity mode <c>builtin</c> cannot do without.</summary>
internal sealed class BuiltinRequirements(IOptions<IdentityOptions> identity, string section) : IValidateOptions<BuiltinOptions>
{
    public ValidateOptionsResult Validate(string? name, BuiltinOptions options)
    {
        if (identity.Value.Identity != IdentityOptions.Builtin)
            return ValidateOptionsResult.Success;
        if (options.Users.Count == 0)
            return ValidateOptionsResult.Fail($"{section}:Users: identity builtin needs at least one user");

        var broken = options.Users.Where(user => !Passwords.IsHash(user.Value.PasswordHash))
            .Select(user => $"{section}:Users:{user.Key}:PasswordHash: must be what the command hash-password prints")
            .ToList();
        return broken.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }
}
