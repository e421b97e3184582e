using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Quantum.TestSupport.Tests;

public abstract class TestStoreTests(StoreFixture fixture)
{
    public sealed class OnSqlite(SqliteStore fixture) : TestStoreTests(fixture), IClassFixture<SqliteStore>
    {
        [Fact]
        public async Task Files_are_removed()
        {
            var store = await TestStore.CreateAsync(StoreKind.Sqlite, None);
            var file = new SqliteConnectionStringBuilder(store.ConnectionString).DataSource;
            await ExecuteAsync(store, "PRAGMA journal_mode = wal; CREATE TABLE ports (id int)");
            File.Exists(file).Should().BeTrue();

            await store.DisposeAsync();

            Directory.Exists(Path.GetDirectoryName(file)).Should().BeFalse();
        }
    }

    public sealed class OnPostgres(PostgresStore fixture) : TestStoreTests(fixture), IClassFixture<PostgresStore>
    {
        [Fact]
        public async Task Database_is_removed()
        {
            var store = await TestStore.CreateAsync(StoreKind.Postgres, None);
            await ExecuteAsync(store, "CREATE TABLE ports (id int)");

            await store.DisposeAsync();

            var use = () => ExecuteAsync(store, "SELECT 1");
            (await use.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InvalidCatalogName);
        }
    }

    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly StoreTemplate WithPorts = new("with-ports", (kind, connectionString, cancellationToken) =>
        ExecuteAsync(kind, connectionString, "CREATE TABLE ports (id int); INSERT INTO ports VALUES (7)", cancellationToken));

    [Fact]
    public async Task Class_has_an_empty_store_of_its_own()
    {
        await ExecuteAsync(fixture.Store, "CREATE TABLE networks (id int)");

        await using var other = await fixture.CreateStoreAsync(None);

        other.Kind.Should().Be(fixture.Kind);
        other.ConnectionString.Should().NotBe(fixture.ConnectionString);
        await ExecuteAsync(other, "CREATE TABLE networks (id int)");
    }

    [Fact]
    public async Task Store_from_a_template_holds_a_copy()
    {
        await using var first = await TestStore.CreateAsync(fixture.Kind, WithPorts, None);
        await using var second = await TestStore.CreateAsync(fixture.Kind, WithPorts, None);

        await ExecuteAsync(first, "DELETE FROM ports");

        (await ExecuteAsync(first, "SELECT count(*) FROM ports")).Should().Be(0L);
        (await ExecuteAsync(second, "SELECT count(*) FROM ports")).Should().Be(1L);
    }

    private static Task<object?> ExecuteAsync(TestStore store, string sql) => ExecuteAsync(store.Kind, store.ConnectionString, sql, None);

    private static async Task<object?> ExecuteAsync(
        StoreKind kind,
        string connectionString,
        string sql,
        CancellationToken cancellationToken)
    {
        await using DbConnection connection = kind switch
        {
            StoreKind.Sqlite => new SqliteConnection(connectionString),
            StoreKind.Postgres => new NpgsqlConnection(connectionString),
        };
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
