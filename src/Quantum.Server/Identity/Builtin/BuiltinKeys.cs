namespace Quantum.Server.Identity.Builtin;

/// <summary>Where the keys of tokens are kept.</summary>
internal static class BuiltinKeys
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder, made when it is missing; <c>null</c>: keys are not kept.</summary>
    public static DirectoryInfo? Open(BuiltinOptions options)
    {
        if (string.IsNullOrEmpty(options.KeyFolder))
            return null;

        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(options.KeyFolder)
            : Directory.CreateDirectory(options.KeyFolder, OwnersAlone);
    }
}
