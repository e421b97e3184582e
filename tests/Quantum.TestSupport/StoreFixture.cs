using Xunit;

namespace Quantum.TestSupport;

/// <summary>
/// One database per test class. This is how one test body runs on every database: the body is an abstract class that takes the fixture,
/// and one sealed class per database, nested at its top, says where it runs.
/// <code>
/// public abstract class PortTests(StoreFixture store)
/// {
///     public sealed class OnSqlite(SqliteStore store) : PortTests(store), IClassFixture&lt;SqliteStore>;
///     public sealed class OnPostgres(PostgresStore store) : PortTests(store), IClassFixture&lt;PostgresStore>;
///
///     [Fact]
///     public async Task Create_allocates_the_first_address() { ... store.ConnectionString ... }
/// }
/// </code>
/// Run one database only: <c>dotnet test --filter FullyQualifiedName~OnSqlite</c>.
/// The tests of a class share its database: they create what they need and assert on nothing else, or take a fresh one from
/// <see cref="CreateStoreAsync"/>. For databases that start migrated, a test project declares its own two fixtures once:
/// <code>
/// public sealed class MigratedSqlite() : StoreFixture(StoreKind.Sqlite, Templates.Migrated);
/// public sealed class MigratedPostgres() : StoreFixture(StoreKind.Postgres, Templates.Migrated);
/// </code>
/// </summary>
/// <param name="kind">The database.</param>
/// <param name="template">What each store of this fixture starts with; null for empty stores.</param>
public abstract class StoreFixture(StoreKind kind, StoreTemplate? template) : IAsyncLifetime
{
    private TestStore? store;

    public StoreKind Kind => kind;

    /// <summary>The database that the tests of the class share.</summary>
    public TestStore Store => store ?? throw new InvalidOperationException("xunit has not initialised this fixture yet.");

    public string ConnectionString => Store.ConnectionString;

    /// <summary>One more database of the same kind and content, for a test that must be alone; the caller disposes it.</summary>
    public Task<TestStore> CreateStoreAsync(CancellationToken cancellationToken) =>
        TestStore.CreateAsync(kind, template, cancellationToken);

    public virtual async Task InitializeAsync() => store = await CreateStoreAsync(CancellationToken.None);

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();
}

/// <summary>An empty SQLite file per test class.</summary>
public sealed class SqliteStore() : StoreFixture(StoreKind.Sqlite, template: null);

/// <summary>An empty PostgreSQL database per test class.</summary>
public sealed class PostgresStore() : StoreFixture(StoreKind.Postgres, template: null);
