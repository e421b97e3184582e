namespace Quantum.Core.Allocation;

/// <summary>What the database says of the numbers that a <see cref="NumberCursor"/> walks.</summary>
internal interface ITakenNumbers
{
    /// <summary>The lowest taken numbers of a range, in order.</summary>
    Task<IReadOnlyList<UInt128>> ReadAsync(NumberRange range, int most, CancellationToken cancellationToken);

    /// <summary>How many numbers of a range are taken.</summary>
    Task<long> CountAsync(NumberRange range, CancellationToken cancellationToken);
}
