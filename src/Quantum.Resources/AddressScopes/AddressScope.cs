using Quantum.Resources.Attributes;

namespace Quantum.Resources.AddressScopes;

/// <summary>A space of addresses that means one thing throughout: its subnet pools share no address.</summary>
public sealed class AddressScope : Resource
{
    /// <summary>4 or 6; never changes.</summary>
    public int IpVersion { get; set; }

    /// <summary>True when every tenant may see the scope and put subnet pools into it.</summary>
    public bool Shared { get; set; }
}
