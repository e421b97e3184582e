using Quantum.Core.Policy.Syntax;

namespace Quantum.Core.Policy;

/// <summary>The operator's file on disk: when to look at it, whether it changed, what it says.</summary>
internal sealed class PolicyFile(string path, TimeProvider time)
{
    private FileStamp lastRead;
    private long nextLook;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>True for one caller in a second.</summary>
    public bool IsDue()
    {
        var now = time.GetTimestamp();
        var due = Volatile.Read(ref nextLook);
        return now >= due && Interlocked.CompareExchange(ref nextLook, now + time.TimestampFrequency, due) == due;
    }

    /// <summary>True when the file is not the one that was last read (or tried to be).</summary>
    public bool HasChanged() => FileStamp.Of(Path) != lastRead;

    /// <summary>Reads all rules as name and text.</summary>
    /// <exception cref="PolicyFileException">The file is missing, unreadable, or no mapping of names to rules.</exception>
    /// <exception cref="PolicyRuleException">A rule's list is wrong.</exception>
    public IReadOnlyDictionary<string, string> Read()
    {
        // Taken before reading: a change meanwhile is then seen as a change the next time.
        lastRead = FileStamp.Of(Path);
        string text;
        try
        {
            text = File.ReadAllText(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "not found" : e.Message;
            throw new PolicyFileException(Path, null, reason, e);
        }

        return IsJson(text) ? JsonRules.Read(Path, text) : YamlRules.Read(Path, text);
    }

    private bool IsJson(string text) => System.IO.Path.GetExtension(Path).ToLowerInvariant() switch
    {
        ".json" => true,
        ".yaml" or ".yml" => false,
        _ => text.AsSpan().TrimStart().StartsWith("{"),
    };

    private readonly record struct FileStamp(DateTime ModifiedUtc, long Length)
    {
        public static FileStamp Of(string path)
        {
            try
            {
                // Mounted configuration (Kubernetes) is a chain of links, of which only the last file ever changes.
                var file = new FileInfo(path);
                if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                    file = target;

                return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return default;
            }
        }
    }
}
