using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;
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
        if (Store == StoreKind.Sqlite && !IsFile(Connection))
            yield return new("ConnectionStrings:Quantum: a file name or an SQLite connection string with a file is required; memory is Quantum:Store=memory");
    }

    private static bool IsFile(string? text)
    {
        try
        {
            var file = QuantumDbContextFactory.SqliteFile(text);
            return file is { Mode: not SqliteOpenMode.Memory, DataSource: not (":memory:" or "") };
        }
        catch (ArgumentException)
        {
            return false;
        }
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
