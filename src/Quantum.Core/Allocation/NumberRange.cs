namespace Quantum.Core.Allocation;

/// <summary>Numbers that may be handed out, both ends included.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
internal readonly record struct NumberRange(UInt128 First, UInt128 Last)
{
    public UInt128 Count => Last - First + 1;

    public bool Contains(UInt128 number) => number >= First && number <= Last;
}
