namespace Quantum.Server.Hosting;

/// <summary>Says at the start which options differ from their defaults, and where each was set.</summary>
internal static partial class EffectiveOptions
{
    private const string Section = "Quantum";

    private static readonly string[] Secrets = ["password", "secret", "token", "key"];

    public static void Log(IConfiguration configuration, ILogger logger)
    {
        var providers = ((IConfigurationRoot)configuration).Providers.Reverse().ToList();
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable().OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            if (value is not null && providers.Find(provider => provider.TryGet(key, out _)) is { } source)
                OptionSet(logger, key, IsSecret(key) ? "***" : value, source.ToString()!);
        }
    }

    private static bool IsSecret(string key)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        return Secrets.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Ids 1201 to 1299; next 1202. Connection strings stand in a section of their own and are not logged.</summary>
    [LoggerMessage(1201, LogLevel.Information, "{Key} = {Value} (from {Source})")]
    private static partial void OptionSet(ILogger logger, string key, string value, string source);
}
