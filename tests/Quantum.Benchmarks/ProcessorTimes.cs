using System.Globalization;

namespace Quantum.Benchmarks;

/// <summary>Processor time of processes that are not children of this one, from <c>/proc</c>.</summary>
internal static class ProcessorTimes
{
    private const int TicksPerSecond = 100;

    /// <summary>Of a process and its children, those that ended included.</summary>
    public static TimeSpan OfTree(int processId)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Fields(id) is not { } fields)
                continue;
            if (id == processId)
                ticks += fields.Own + fields.OfEnded;
            else if (fields.Parent == processId)
                ticks += fields.Own;
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static (int Parent, long Own, long OfEnded)? Fields(int id)
    {
        try
        {
            // The name in brackets may have spaces; after it come state, parent and the rest.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[1]), Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
