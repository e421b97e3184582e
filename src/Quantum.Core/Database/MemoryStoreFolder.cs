using System.Diagnostics;
using System.Globalization;

namespace Quantum.Core.Database;

/// <summary>
/// Where the memory store lives: a file in shared memory where the system has that, so that readers do not wait for the writer
/// as they would in SQLite's own memory mode. Removed at the end; what a killed process left is removed by the next.
/// </summary>
internal sealed class MemoryStoreFolder : IDisposable
{
    private const string Prefix = "quantum-memory-";
    private const string SharedMemory = "/dev/shm";

    private readonly string _folder;

    public MemoryStoreFolder()
    {
        var root = Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath();
        RemoveOrphans(root);
        _folder = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string File => Path.Combine(_folder, "quantum.db");

    public void Dispose() => Remove(_folder);

    private static void RemoveOrphans(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root, Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsRunning(id))
                Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, because another process cleaned up too or the container came twice; or another user's, who will.
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
