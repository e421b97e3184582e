using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Networks;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Database;

public abstract class QuantumStoreTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : QuantumStoreTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : QuantumStoreTests(fixture), IClassFixture<MigratedPostgres>
    {
        [Fact]
        public async Task Real_race_is_run_again_and_sees_the_winner()
        {
            var network = await Host.Modern.CreateNetworkAsync(values => values.Set(NetworkResource.Standard.Name, "old"));
            var seen = new List<string>();

            await Host.Store.WriteAsync(
                async (transaction, token) =>
                {
                    var row = await transaction.Db.Networks.SingleAsync(row => row.Id == network.Id, token);
                    seen.Add(row.Name);
                    if (transaction.Attempt == 1)
                        await Host.Modern.UpdateNetworkAsync(network.Id, values => values.Set(NetworkResource.Standard.Name, "winner"));
                    row.Description = "late";
                    row.Touch(transaction.Now);
                    return true;
                },
                None);

            seen.Should().Equal("old", "winner");
            var stored = await Host.Modern.FindNetworkAsync(network.Id);
            stored.Should().BeEquivalentTo(new { Name = "winner", Description = "late", RevisionNumber = 3 });
        }

        [Fact]
        public async Task Database_that_does_not_answer_is_unreachable()
        {
            using var contexts = new QuantumDbContextFactory(
                new StoreOptions { Store = Core.Database.StoreKind.Postgres, Connection = "Host=127.0.0.1;Port=1;Database=none;Timeout=2" });
            using var gate = new StoreWriterGate(Core.Database.StoreKind.Postgres);
            var write = () => new QuantumStore(contexts, gate, TimeProvider.System).WriteAsync((_, _) => Task.FromResult(true), None);

            var failure = await write.Should().ThrowAsync<Exception>();

            DatabaseErrors.IsUnreachable(failure.Which).Should().BeTrue();
            DatabaseErrors.IsRace(failure.Which).Should().BeFalse();
        }
    }

    private const int Attempts = 20;

    private static readonly CancellationToken None = CancellationToken.None;

    private CoreHost Host { get; } = new(fixture.Store);

    [Fact]
    public async Task Lost_races_are_run_again_from_fresh_rows()
    {
        var tracked = new List<int>();

        var attempt = await Host.Store.WriteAsync(
            (transaction, _) =>
            {
                tracked.Add(transaction.Db.ChangeTracker.Entries().Count());
                transaction.Db.Add(New());
                return transaction.Attempt < 3 ? throw new DbUpdateConcurrencyException() : Task.FromResult(transaction.Attempt);
            },
            None);

        attempt.Should().Be(3);
        tracked.Should().Equal(0, 0, 0);
    }

    [Fact]
    public async Task Constraint_violations_are_races()
    {
        var taken = await Host.Modern.CreateNetworkAsync();

        var attempts = await Host.Store.WriteAsync(
            (transaction, _) =>
            {
                var network = New();
                if (transaction.Attempt == 1)
                    network.Id = taken.Id;
                transaction.Db.Add(network);
                return Task.FromResult(transaction.Attempt);
            },
            None);

        attempts.Should().Be(2);
    }

    [Fact]
    public async Task Work_that_loses_every_race_ends_as_busy()
    {
        var attempts = 0;
        var network = New();

        var write = () => Host.Store.WriteAsync<bool>(
            async (transaction, token) =>
            {
                attempts++;
                transaction.Db.Add(network);
                await transaction.Db.SaveChangesAsync(token);
                throw new DbUpdateConcurrencyException();
            },
            None);

        await write.Should().ThrowAsync<StoreBusyException>();
        attempts.Should().Be(Attempts);
        (await Host.Modern.FindNetworkAsync(network.Id)).Should().BeNull();
    }

    [Fact]
    public async Task Failure_inside_the_work_leaves_no_row_and_is_not_repeated()
    {
        var attempts = 0;
        var network = New();

        var write = () => Host.Store.WriteAsync<bool>(
            async (transaction, token) =>
            {
                attempts++;
                transaction.Db.Add(network);
                await transaction.Db.SaveChangesAsync(token);
                throw new NetworkInUseException(network.Id);
            },
            None);

        await write.Should().ThrowAsync<NetworkInUseException>();
        attempts.Should().Be(1);
        (await Host.Modern.FindNetworkAsync(network.Id)).Should().BeNull();
    }

    [Fact]
    public async Task Cancelled_work_leaves_no_row_and_the_next_writer_goes_on()
    {
        var network = New();
        using var cancelled = new CancellationTokenSource();

        var write = () => Host.Store.WriteAsync<bool>(
            async (transaction, token) =>
            {
                transaction.Db.Add(network);
                await transaction.Db.SaveChangesAsync(token);
                await cancelled.CancelAsync();
                token.ThrowIfCancellationRequested();
                return true;
            },
            cancelled.Token);

        await write.Should().ThrowAsync<OperationCanceledException>();
        (await Host.Modern.FindNetworkAsync(network.Id)).Should().BeNull();
        (await Host.Modern.CreateNetworkAsync()).Id.Should().NotBe(network.Id);
    }

    [Fact]
    public async Task Hints_learn_how_each_attempt_ended()
    {
        var ends = new List<string>();

        await Host.Store.WriteAsync(
            (transaction, _) =>
            {
                transaction.OnCommit(() => ends.Add($"{transaction.Attempt} committed"));
                transaction.OnRollback(() => ends.Add($"{transaction.Attempt} rolled back"));
                return transaction.Attempt == 1 ? throw new DbUpdateConcurrencyException() : Task.FromResult(true);
            },
            None);

        ends.Should().Equal("1 rolled back", "2 committed");
    }

    [Fact]
    public async Task Moment_of_a_change_has_the_precision_of_the_database()
    {
        var network = await Host.Modern.CreateNetworkAsync();

        var stored = await Host.Modern.FindNetworkAsync(network.Id);

        stored!.CreatedAt.Should().Be(network.CreatedAt);
    }

    public void Dispose()
    {
        Host.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Network New() => new() { Id = Guid.NewGuid(), TenantId = "alpha" };
}
