namespace Quantum.Server.Tests.Hosting;

/// <summary>Names and address ranges that no other test of this run uses.</summary>
public static class Unique
{
    private static int _ranges;

    /// <summary>A name that begins with <paramref name="what"/>.</summary>
    public static string Name(string what) => $"{what}-{Guid.NewGuid():N}";

    /// <summary>A tenant nobody else is.</summary>
    public static string Tenant() => Name("tenant");

    /// <summary>An id of nothing.</summary>
    public static string Id() => Guid.NewGuid().ToString("D");

    /// <summary>A range of 256 addresses: <c>20.0.1.0/24</c>.</summary>
    public static string Cidr()
    {
        var range = Interlocked.Increment(ref _ranges);
        return $"20.{range / 256}.{range % 256}.0/24";
    }
}
