using Quantum.Resources.Attributes;
using Quantum.Resources.Rbac;

namespace Quantum.Resources.AddressScopes;

/// <summary>A space of addresses that means one thing throughout: its subnet pools share no address.</summary>
public sealed class AddressScope : Resource, IShareable
{
    /// <summary>4 or 6; never changes.</summary>
    public int IpVersion { get; set; }

    /// <inheritdoc />
    public bool Shared { get; set; }

    /// <inheritdoc />
    public bool SharedWithCaller { get; set; }
}
