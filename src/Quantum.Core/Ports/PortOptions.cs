using System.ComponentModel.DataAnnotations;

namespace Quantum.Core.Ports;

/// <summary>What ports may have; section <c>Quantum</c>.</summary>
public sealed class PortOptions
{
    /// <summary>Largest number of allowed address pairs of a port. Default 10.</summary>
    [Range(0, 1000)]
    public int MaxAllowedAddressPair { get; set; } = 10;
}
