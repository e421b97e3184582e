using System.ComponentModel.DataAnnotations;

namespace Quantum.Core.Dns;

/// <summary>How ports are named; section <c>Quantum</c>.</summary>
public sealed class DnsOptions
{
    /// <summary>The domain of the names of ports. Default <c>openstacklocal</c>; empty: none.</summary>
    [MaxLength(128)]
    [RegularExpression(@"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\.?)?")]
    public string DnsDomain { get; set; } = "openstacklocal";
}
