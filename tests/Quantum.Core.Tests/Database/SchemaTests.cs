using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Database;

public abstract class SchemaTests(StoreFixture fixture)
{
    public sealed class OnSqlite(MigratedSqlite fixture) : SchemaTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : SchemaTests(fixture), IClassFixture<MigratedPostgres>;

    [Fact]
    public async Task Migrations_make_the_schema_of_the_model()
    {
        await using var store = await TestStore.CreateAsync(fixture.Kind, CancellationToken.None);
        using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));
        await using var model = contexts.Create();
        await model.Database.EnsureCreatedAsync();

        var wanted = await FactsAsync(store);

        wanted.Should().HaveCountGreaterThan(70);
        (await FactsAsync(fixture.Store)).Should().BeEquivalentTo(wanted);
    }

    [Theory]
    [InlineData("DROP INDEX ux_ports_network_mac")]
    [InlineData("CREATE INDEX ix_more ON ports (name)")]
    [InlineData("ALTER TABLE ports ADD COLUMN more TEXT")]
    [InlineData("CREATE TABLE more (id INTEGER NOT NULL)")]
    public async Task Every_difference_is_seen(string change)
    {
        await using var store = await fixture.CreateStoreAsync(CancellationToken.None);
        using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));
        await using var db = contexts.Create();

        await db.Database.ExecuteSqlRawAsync(change);

        (await FactsAsync(store)).Should().NotBeEquivalentTo(await FactsAsync(fixture.Store));
    }

    private static async Task<IReadOnlyList<string>> FactsAsync(TestStore store)
    {
        using var contexts = new QuantumDbContextFactory(Templates.OptionsOf(store));
        await using var db = contexts.Create();
        await db.Database.OpenConnectionAsync();
        return await SchemaFacts.ReadAsync(store.Kind, db.Database.GetDbConnection());
    }
}
