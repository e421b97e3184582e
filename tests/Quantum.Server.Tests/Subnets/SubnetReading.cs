using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Subnets;

/// <summary>Short names for reading subnets.</summary>
public static class SubnetReading
{
    /// <summary>The pools as <c>start-end</c>, in their order.</summary>
    public static IReadOnlyList<string> Pools(this JsonElement subnet) =>
        [.. subnet.GetProperty("allocation_pools").EnumerateArray().Select(pool => $"{pool.Text("start")}-{pool.Text("end")}")];
}
