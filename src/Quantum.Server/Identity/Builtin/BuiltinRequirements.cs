using Microsoft.Extensions.Options;

namespace Quantum.Server.Identity.Builtin;

/// <summary>What identity mode <c>builtin</c> cannot do without.</summary>
internal sealed class BuiltinRequirements(IOptions<IdentityOptions> identity, string section) : IValidateOptions<BuiltinOptions>
{
    public ValidateOptionsResult Validate(string? name, BuiltinOptions options)
    {
        if (identity.Value.Identity != IdentityOptions.Builtin)
            return ValidateOptionsResult.Success;

        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(BuiltinOptions options)
    {
        if (options.Users.Count == 0)
            yield return $"{section}:Users: identity builtin needs at least one user";
        foreach (var (name, _) in options.Users.Where(user => !Passwords.IsHash(user.Value.PasswordHash)))
            yield return $"{section}:Users:{name}:PasswordHash: must be what the command hash-password prints";
        if (KeyFailure(options) is { } failure)
            yield return $"{section}:KeyFolder: {failure}";
    }

    private static string? KeyFailure(BuiltinOptions options)
    {
        try
        {
            BuiltinKeys.Open(options);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
