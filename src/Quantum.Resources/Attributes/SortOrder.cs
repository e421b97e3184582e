using System.Net;
using Quantum.Resources.Addressing;

namespace Quantum.Resources.Attributes;

/// <summary>The order of values that have none in C#, as conditions that database providers translate.</summary>
public static class SortOrder
{
    /// <summary>True when <paramref name="left"/> sorts behind <paramref name="right"/>: IPv4 before IPv6, then by number.</summary>
    public static bool IsAfter(IPAddress left, IPAddress right) => IpAddressMath.Compare(left, right) > 0;

    /// <summary>True when <paramref name="left"/> sorts behind <paramref name="right"/>, as the texts in the API do.</summary>
    public static bool IsAfter(ResourceStatus left, ResourceStatus right) => left > right;
}
