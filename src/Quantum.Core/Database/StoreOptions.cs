using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Quantum.Core.Database;

/// <summary>Where the truth is kept: <c>Quantum:Store</c> and <c>ConnectionStrings:Quantum</c>.</summary>
public sealed class StoreOptions : IValidatableObject
{
    /// <summary><c>sqlite</c> (a file, default), <c>memory</c> (gone when the process ends) or <c>postgres</c>.</summary>
    [EnumDataType(typeof(StoreKind))]
    public StoreKind Store { get; set; } = StoreKind.Sqlite;

    /// <summary>
    /// The connection: for <c>sqlite</c> a file name or <c>Data Source=...</c> (default: <c>quantum.db</c> in the working
    /// directory), for <c>postgres</c> an Npgsql connection string (required), for <c>memory</c> nothing.
    /// </summary>
    public string? Connection { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Store == StoreKind.Postgres && !IsConnectionString(Connection))
            yield return new("ConnectionStrings:Quantum: a PostgreSQL connection string is required for Quantum:Store=postgres");
    }

    private static bool IsConnectionString(string? text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>The stores.</summary>
public enum StoreKind
{
    /// <summary>An SQLite file.</summary>
    Sqlite,

    /// <summary>Kept in memory, gone when the process ends.</summary>
    Memory,

    /// <summary>A PostgreSQL database, shared by any number of server processes.</summary>
    Postgres,
}
