using Npgsql;

namespace Quantum.TestSupport.Tests;

public sealed class PostgresClusterTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Shared_cluster_answers_and_is_one()
    {
        var cluster = await PostgresCluster.SharedAsync(None);

        (await ScalarAsync(cluster, "postgres", "SELECT 1")).Should().Be(1);
        (await PostgresCluster.SharedAsync(None)).Should().BeSameAs(cluster);
    }

    [Fact]
    public async Task Two_databases_are_separate()
    {
        var cluster = await PostgresCluster.SharedAsync(None);
        var first = await cluster.CreateDatabaseAsync(name: null, template: null, None);
        var second = await cluster.CreateDatabaseAsync(name: null, template: null, None);

        await ScalarAsync(cluster, first, "CREATE TABLE ports (id int)");

        (await ScalarAsync(cluster, first, "SELECT to_regclass('ports') IS NULL")).Should().Be(false);
        (await ScalarAsync(cluster, second, "SELECT to_regclass('ports') IS NULL")).Should().Be(true);
        await cluster.DropDatabaseAsync(first, None);
        await cluster.DropDatabaseAsync(second, None);
    }

    [Fact]
    public async Task Database_in_use_can_be_dropped()
    {
        var cluster = await PostgresCluster.SharedAsync(None);
        var name = await cluster.CreateDatabaseAsync("In \"use\"", template: null, None);
        await using var connection = new NpgsqlConnection(cluster.ConnectionString(name));
        await connection.OpenAsync(None);

        await cluster.DropDatabaseAsync(name, None);

        (await ScalarAsync(cluster, "postgres", "SELECT count(*) FROM pg_database WHERE datname = 'In \"use\"'")).Should().Be(0L);
    }

    [Fact]
    public async Task Template_is_prepared_once_and_copied_for_parallel_callers()
    {
        var cluster = await PostgresCluster.SharedAsync(None);
        var prepared = 0;

        var names = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var template = await cluster.TemplateAsync("parallel", (connectionString, _) =>
            {
                Interlocked.Increment(ref prepared);
                return ScalarAsync(connectionString, "CREATE TABLE ports AS SELECT 7 AS id");
            }, None);
            return await cluster.CreateDatabaseAsync(name: null, template, None);
        }));

        prepared.Should().Be(1);
        names.Should().OnlyHaveUniqueItems();
        foreach (var name in names)
        {
            (await ScalarAsync(cluster, name, "SELECT id FROM ports")).Should().Be(7);
            await cluster.DropDatabaseAsync(name, None);
        }
    }

    [Fact]
    public async Task Failed_template_reports_its_own_error()
    {
        var cluster = await PostgresCluster.SharedAsync(None);

        var template = () => cluster.TemplateAsync("broken", (_, _) => throw new InvalidDataException("no such table"), None);

        await template.Should().ThrowAsync<InvalidDataException>().WithMessage("no such table");
        await template.Should().ThrowAsync<InvalidDataException>();
    }

    [Fact]
    public async Task Disposed_server_leaves_nothing_behind()
    {
        var server = await PostgresServer.StartAsync(durable: false, None);
        Directory.Exists(server.Directory).Should().BeTrue();

        server.Stop();

        Directory.Exists(server.Directory).Should().BeFalse();
        var connect = () => ScalarAsync($"Host=127.0.0.1;Port={server.Port};Username=postgres;Pooling=false", "SELECT 1");
        await connect.Should().ThrowAsync<NpgsqlException>();
    }

    private static Task<object?> ScalarAsync(PostgresCluster cluster, string database, string sql) =>
        ScalarAsync(cluster.ConnectionString(database), sql);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(None);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(None);
    }
}
