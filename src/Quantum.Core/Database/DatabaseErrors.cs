using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Quantum.Core.Database;

/// <summary>Recognises database failures by their codes.</summary>
public static class DatabaseErrors
{
    private const int SqliteBusy = 5;
    private const int SqliteConstraintForeignKey = 787;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintTrigger = 1811;

    /// <summary>Another transaction was faster: running the same work again will see its result and decide anew.</summary>
    public static bool IsRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        InvalidOperationException or DbUpdateException when Cause(exception) is { } cause => IsRace(cause),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.ForeignKeyViolation
            or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DuplicateDatabase
            or PostgresErrorCodes.DeadlockDetected,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintForeignKey
            or SqliteConstraintPrimaryKey
            or SqliteConstraintUnique
            or SqliteConstraintTrigger,
        _ => false,
    };

    /// <summary>The database cannot be reached at present.</summary>
    public static bool IsUnreachable(Exception exception) => exception switch
    {
        InvalidOperationException or DbUpdateException when Cause(exception) is { } cause => IsUnreachable(cause),
        PostgresException postgres => postgres.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal)
            || postgres.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteBusy,
        _ => false,
    };

    /// <summary>
    /// What EF Core wrapped: a failed write in a <see cref="DbUpdateException"/>, and on PostgreSQL whatever may pass by itself, such
    /// as a deadlock, in an <see cref="InvalidOperationException"/> too.
    /// </summary>
    private static Exception? Cause(Exception exception) =>
        exception.InnerException is DbUpdateException or DbException ? exception.InnerException : null;
}
