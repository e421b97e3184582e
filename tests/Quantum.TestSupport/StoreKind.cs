namespace Quantum.TestSupport;

/// <summary>The databases that every store test runs on.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}
