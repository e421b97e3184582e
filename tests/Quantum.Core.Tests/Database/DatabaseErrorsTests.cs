using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quantum.Core.Database;

namespace Quantum.Core.Tests.Database;

public sealed class DatabaseErrorsTests
{
    private const int SqliteConstraint = 19;

    [Theory]
    [InlineData("23505", true, false)]
    [InlineData("23503", true, false)]
    [InlineData("40001", true, false)]
    [InlineData("40P01", true, false)]
    [InlineData("23514", false, false)]
    [InlineData("22001", false, false)]
    [InlineData("42P01", false, false)]
    [InlineData("57P01", false, true)]
    [InlineData("57P03", false, true)]
    [InlineData("08006", false, true)]
    [InlineData("53300", false, true)]
    public void Postgres_failure_is_known_by_its_code_however_it_is_wrapped(string code, bool isRace, bool isUnreachable)
    {
        var failure = new PostgresException("text", "ERROR", "ERROR", code);

        foreach (var wrapped in Wrapped(failure))
        {
            DatabaseErrors.IsRace(wrapped).Should().Be(isRace);
            DatabaseErrors.IsUnreachable(wrapped).Should().Be(isUnreachable);
        }
    }

    [Theory]
    [InlineData(SqliteConstraint, 2067, true, false)]
    [InlineData(SqliteConstraint, 1555, true, false)]
    [InlineData(SqliteConstraint, 787, true, false)]
    [InlineData(SqliteConstraint, 1811, true, false)]
    [InlineData(5, 5, false, true)]
    [InlineData(5, 517, false, true)]
    [InlineData(SqliteConstraint, 275, false, false)]
    [InlineData(SqliteConstraint, 1299, false, false)]
    [InlineData(14, 14, false, false)]
    public void Sqlite_failure_is_known_by_its_code(int code, int extended, bool isRace, bool isUnreachable)
    {
        foreach (var wrapped in Wrapped(new SqliteException("text", code, extended)))
        {
            DatabaseErrors.IsRace(wrapped).Should().Be(isRace);
            DatabaseErrors.IsUnreachable(wrapped).Should().Be(isUnreachable);
        }
    }

    [Fact]
    public void Row_that_has_moved_on_is_a_race() => DatabaseErrors.IsRace(new DbUpdateConcurrencyException()).Should().BeTrue();

    [Fact]
    public void Server_that_cannot_be_reached_is_no_race()
    {
        foreach (var wrapped in Wrapped(new NpgsqlException("refused", new IOException())))
        {
            DatabaseErrors.IsUnreachable(wrapped).Should().BeTrue();
            DatabaseErrors.IsRace(wrapped).Should().BeFalse();
        }
    }

    [Fact]
    public void Defects_are_neither()
    {
        foreach (var defect in (Exception[])[new InvalidOperationException("x"), new DbUpdateException("x"), new IOException("x"), new TimeoutException("x")])
        {
            DatabaseErrors.IsRace(defect).Should().BeFalse();
            DatabaseErrors.IsUnreachable(defect).Should().BeFalse();
        }
    }

    private static IEnumerable<Exception> Wrapped(Exception failure) =>
    [
        failure,
        new DbUpdateException("saving", failure),
        new InvalidOperationException("transient", failure),
        new InvalidOperationException("transient", new DbUpdateException("saving", failure)),
    ];
}
