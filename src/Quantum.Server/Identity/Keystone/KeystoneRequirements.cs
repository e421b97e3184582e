using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Quantum.Server.Identity.Keystone;

/// <summary>What identity mode <c>keystone</c> cannot do without.</summary>
internal sealed class KeystoneRequirements(IOptions<IdentityOptions> identity, string section) : IValidateOptions<KeystoneOptions>
{
    public ValidateOptionsResult Validate(string? name, KeystoneOptions options)
    {
        if (identity.Value.Identity != IdentityOptions.Keystone)
            return ValidateOptionsResult.Success;

        var failures = Missing(options).Concat(Unreadable(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Missing(KeystoneOptions options)
    {
        var needed = new List<(string Key, string? Value)> { (nameof(options.AuthUrl), options.AuthUrl) };
        if (string.IsNullOrEmpty(options.ApplicationCredentialId))
            needed.AddRange([(nameof(options.Username), options.Username), (nameof(options.Password), options.Password)]);
        else
            needed.Add((nameof(options.ApplicationCredentialSecret), options.ApplicationCredentialSecret));
        return needed.Where(option => string.IsNullOrEmpty(option.Value))
            .Select(option => $"{section}:{option.Key}: is required by identity keystone");
    }

    private IEnumerable<string> Unreadable(KeystoneOptions options)
    {
        var readings = new (string Key, Action Read)[]
        {
            (nameof(options.CaFile), () => KeystoneConnection.Authorities(options)),
            (nameof(options.CertFile), () => KeystoneConnection.OwnCertificate(options)),
        };
        foreach (var (key, read) in readings)
        {
            if (Failure(read) is { } failure)
                yield return $"{section}:{key}: {failure}";
        }
    }

    private static string? Failure(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return e.Message;
        }
    }
}
