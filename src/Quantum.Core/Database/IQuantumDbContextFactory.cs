namespace Quantum.Core.Database;

/// <summary>Creates contexts of the configured store.</summary>
public interface IQuantumDbContextFactory
{
    /// <summary>A new context with its own connection; the caller disposes of it.</summary>
    QuantumDbContext Create();
}
