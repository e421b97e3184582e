using System.ComponentModel.DataAnnotations;

namespace Quantum.Core.Routers;

/// <summary>What routers may have; section <c>Quantum</c>.</summary>
public sealed class RouterOptions
{
    /// <summary>Largest number of routes of a router. Default 30.</summary>
    [Range(0, 1000)]
    public int MaxRoutes { get; set; } = 30;
}
