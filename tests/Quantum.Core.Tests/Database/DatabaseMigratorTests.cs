using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Quantum.Core.Database;
using Quantum.Core.Tests.Hosting;
using Quantum.TestSupport;
using StoreKind = Quantum.TestSupport.StoreKind;

namespace Quantum.Core.Tests.Database;

public abstract class DatabaseMigratorTests(StoreFixture fixture)
{
    public sealed class OnSqlite(SqliteStore fixture) : DatabaseMigratorTests(fixture), IClassFixture<SqliteStore>
    {
        [Fact]
        public async Task Marks_of_a_killed_process_do_not_block()
        {
            await using var store = await TestStore.CreateAsync(StoreKind.Sqlite, CancellationToken.None);
            using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));
            await File.WriteAllTextAsync(contexts.LockFile!, "");
            await using var db = contexts.Create();
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-31 12:00:00')
                """);

            await MigrateAsync(contexts);

            (await db.Networks.CountAsync()).Should().Be(0);
        }

        [Fact]
        public async Task Lock_of_a_living_process_is_waited_for()
        {
            await using var store = await TestStore.CreateAsync(StoreKind.Sqlite, CancellationToken.None);
            using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));
            await using var held = new FileStream(contexts.LockFile!, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

            var migrate = () => new DatabaseMigrator(contexts, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(patience.Token);

            await migrate.Should().ThrowAsync<OperationCanceledException>();
            (await AppliedAsync(contexts)).Should().BeEmpty();
        }

        [Fact]
        public async Task Process_that_waited_goes_on_when_the_lock_is_let_go()
        {
            await using var store = await TestStore.CreateAsync(StoreKind.Sqlite, CancellationToken.None);
            using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));
            var held = new FileStream(contexts.LockFile!, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

            var migration = MigrateAsync(contexts);
            await held.DisposeAsync();
            await migration;

            (await AppliedAsync(contexts)).Should().NotBeEmpty();
        }

        [Fact]
        public async Task Lock_file_stays_for_those_who_wait_for_it()
        {
            await using var store = await TestStore.CreateAsync(StoreKind.Sqlite, CancellationToken.None);
            using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));

            await MigrateAsync(contexts);

            File.Exists(contexts.LockFile).Should().BeTrue("a file that vanishes between two looks of a waiting process would stop it");
        }

        [Fact]
        public async Task Folder_that_does_not_exist_is_an_error()
        {
            using var contexts = new QuantumDbContextFactory(
                new StoreOptions { Connection = Path.Combine(Path.GetTempPath(), $"quantum-{Guid.NewGuid():N}", "quantum.db") });

            var migrate = () => MigrateAsync(contexts);

            await migrate.Should().ThrowAsync<IOException>();
        }
    }

    public sealed class OnPostgres(PostgresStore fixture) : DatabaseMigratorTests(fixture), IClassFixture<PostgresStore>;

    private const int Rounds = 5;
    private const int Processes = 6;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Of_several_that_start_at_once_one_applies_and_none_fails()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var store = await TestStore.CreateAsync(fixture.Kind, CancellationToken.None);
            var processes = Enumerable.Range(0, Processes).Select(_ => new QuantumDbContextFactory(Templates.OptionsOf(store))).ToList();

            await Task.WhenAll(processes.Select(contexts => Task.Run(() => MigrateAsync(contexts))));

            await using var db = processes[0].Create();
            (await AppliedAsync(processes[0])).Should().Equal(db.Database.GetMigrations());
            (await db.Ports.CountAsync()).Should().Be(0);
            processes.ForEach(contexts => contexts.Dispose());
        }
    }

    [Fact]
    public async Task Second_start_keeps_what_is_there()
    {
        await using var store = await TestStore.CreateAsync(fixture.Kind, CancellationToken.None);
        using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));
        await MigrateAsync(contexts);
        using var host = new CoreHost(store);
        var network = await host.Modern.CreateNetworkAsync();

        await MigrateAsync(contexts);

        (await host.Modern.FindNetworkAsync(network.Id)).Should().NotBeNull();
    }

    private static async Task MigrateAsync(QuantumDbContextFactory contexts)
    {
        using var patience = new CancellationTokenSource(Deadline);
        await new DatabaseMigrator(contexts, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(patience.Token);
    }

    private static async Task<IEnumerable<string>> AppliedAsync(QuantumDbContextFactory contexts)
    {
        await using var db = contexts.Create();
        return await db.Database.GetAppliedMigrationsAsync();
    }
}
