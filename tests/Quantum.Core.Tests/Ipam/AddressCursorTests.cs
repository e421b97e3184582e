using System.Net;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Ipam;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Ipam;

public abstract class AddressCursorTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : AddressCursorTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : AddressCursorTests(fixture), IClassFixture<MigratedPostgres>;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly CoreHost host = new(fixture.Store);

    [Fact]
    public async Task Fresh_subnet_is_walked_from_its_lowest_address()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.254");
        using var cursor = CursorOf(subnet);

        (await TakeAsync(cursor, subnet, 3)).Should().Be("10.0.0.2 10.0.0.3 10.0.0.4");
        (await TakeAsync(cursor, subnet, 1)).Should().Be("10.0.0.5");
    }

    [Fact]
    public async Task Fragmented_subnet_gives_its_gaps_in_order()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.10", "10.0.0.2", "10.0.0.4", "10.0.0.5", "10.0.0.8", "10.0.0.10");
        using var cursor = CursorOf(subnet);

        (await TakeAsync(cursor, subnet, 9)).Should().Be("10.0.0.3 10.0.0.6 10.0.0.7 10.0.0.9");
    }

    [Fact]
    public async Task Gap_behind_a_long_run_of_taken_addresses_is_found()
    {
        string[] taken = [.. Enumerable.Range(2, 300).Select(offset => Ip("10.0.0.0").Add((UInt128)offset).ToString())];
        var subnet = await SubnetAsync("10.0.0.2-10.0.1.254", taken);
        using var cursor = CursorOf(subnet);

        (await TakeAsync(cursor, subnet, 2)).Should().Be("10.0.1.46 10.0.1.47");
    }

    [Fact]
    public async Task Distrusted_gaps_are_read_again_in_one_walk()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.1.254");
        using var cursor = CursorOf(subnet);
        (await TakeAsync(cursor, subnet, 2)).Should().Be("10.0.0.2 10.0.0.3");
        await host.Modern.CreatePortsAsync([.. Enumerable.Range(0, 100).Select(_ => host.Modern.Port(subnet.NetworkId))]);

        cursor.Distrust(Ip("10.0.0.3"));

        (await TakeAsync(cursor, subnet, 1)).Should().Be("10.0.0.102");
    }

    [Fact]
    public async Task Pools_are_walked_in_order_of_their_addresses()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.3 10.0.0.20-10.0.0.20 10.0.0.30-10.0.0.31", "10.0.0.20", "10.0.0.30");
        using var cursor = new AddressCursor([.. Pools("10.0.0.30-10.0.0.31 10.0.0.2-10.0.0.3 10.0.0.20-10.0.0.20").Select(pool => pool.Range)]);

        (await TakeAsync(cursor, subnet, 9)).Should().Be("10.0.0.2 10.0.0.3 10.0.0.31");
    }

    [Fact]
    public async Task Subnet_without_pools_gives_nothing()
    {
        var subnet = await SubnetAsync("");
        using var cursor = CursorOf(subnet);

        (await TakeAsync(cursor, subnet, 1)).Should().BeEmpty();
    }

    [Fact]
    public async Task Last_address_of_the_family_ends_the_walk()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.2");
        using var cursor = new AddressCursor([new IpRange(Ip("255.255.255.254"), Ip("255.255.255.255"))]);

        (await TakeAsync(cursor, subnet, 9)).Should().Be("255.255.255.254 255.255.255.255");
    }

    [Fact]
    public async Task Candidate_is_not_offered_twice()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.4");
        using var cursor = CursorOf(subnet);

        (await TakeAsync(cursor, subnet, 2)).Should().Be("10.0.0.2 10.0.0.3");

        (await TakeAsync(cursor, subnet, 9)).Should().Be("10.0.0.4");
        (await TakeAsync(cursor, subnet, 1)).Should().BeEmpty("all are in the hands of callers");
    }

    [Fact]
    public async Task What_is_given_back_comes_before_what_was_never_taken()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.254");
        using var cursor = CursorOf(subnet);
        await TakeAsync(cursor, subnet, 5);

        cursor.GiveBack(Ip("10.0.0.5"));
        cursor.GiveBack(Ip("10.0.0.3"));

        (await TakeAsync(cursor, subnet, 3)).Should().Be("10.0.0.3 10.0.0.5 10.0.0.7");
    }

    [Fact]
    public async Task Address_outside_the_pools_is_never_offered()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.3");
        using var cursor = CursorOf(subnet);
        await TakeAsync(cursor, subnet, 2);

        cursor.GiveBack(Ip("10.0.0.1"));
        cursor.GiveBack(Ip("10.0.0.200"));

        (await TakeAsync(cursor, subnet, 1)).Should().BeEmpty();
    }

    [Fact]
    public async Task Address_that_became_free_unnoticed_is_found_when_no_other_is_left()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.4", "10.0.0.2", "10.0.0.3", "10.0.0.4");
        using var cursor = CursorOf(subnet);
        (await TakeAsync(cursor, subnet, 1)).Should().BeEmpty();

        await FreeAsync(subnet, "10.0.0.3");

        (await TakeAsync(cursor, subnet, 2)).Should().Be("10.0.0.3");
    }

    [Fact]
    public async Task Forgotten_candidate_is_offered_again_if_the_database_does_not_know_it()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.2");
        using var cursor = CursorOf(subnet);
        await TakeAsync(cursor, subnet, 1);

        cursor.Forget(Ip("10.0.0.2"));

        (await TakeAsync(cursor, subnet, 1)).Should().Be("10.0.0.2");
    }

    [Fact]
    public async Task Parallel_callers_get_different_candidates()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.33");
        using var cursor = CursorOf(subnet);

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TakeAsync(cursor, subnet, 2))));

        var addresses = taken.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        addresses.Should().HaveCount(32).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Caller_who_gives_up_leaves_every_candidate_to_the_others()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.3 10.0.0.9-10.0.0.9");
        using var cursor = CursorOf(subnet);
        await TakeAsync(cursor, subnet, 1);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var take = () => TakeAsync(cursor, subnet, 3, cancelled.Token);

        await take.Should().ThrowAsync<OperationCanceledException>();
        (await TakeAsync(cursor, subnet, 2)).Should().Be("10.0.0.3 10.0.0.9");
    }

    [Fact]
    public async Task Cursor_is_renewed_when_the_pools_change()
    {
        var subnet = await SubnetAsync("10.0.0.2-10.0.0.9");
        var cursors = new AddressCursors();
        var first = cursors.Of(subnet.Id, Ranges(subnet));
        await TakeAsync(first, subnet, 2);

        cursors.Of(subnet.Id, Ranges(subnet)).Should().BeSameAs(first);
        var renewed = cursors.Of(subnet.Id, [new IpRange(Ip("10.0.0.3"), Ip("10.0.0.5"))]);

        (await TakeAsync(renewed, subnet, 9)).Should().Be("10.0.0.3 10.0.0.4 10.0.0.5");
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private static AddressCursor CursorOf(Subnet subnet) => new(Ranges(subnet));

    private static IReadOnlyList<IpRange> Ranges(Subnet subnet) => [.. subnet.AllocationPools.Select(pool => pool.Range)];

    /// <summary>A subnet of a network of its own, with rows for the addresses that are taken.</summary>
    private async Task<Subnet> SubnetAsync(string pools, params string[] taken)
    {
        var network = await host.Modern.CreateNetworkAsync();
        var subnet = await host.Modern.CreateSubnetAsync(network.Id, "10.0.0.0/23", values => values.SetPools(pools));
        await host.Store.WriteAsync(
            (transaction, _) =>
            {
                transaction.Db.AddRange(taken.Select(address => new IpAllocation { SubnetId = subnet.Id, IpAddress = Ip(address) }));
                return Task.FromResult(true);
            },
            None);
        return subnet;
    }

    private Task<int> FreeAsync(Subnet subnet, string address) => host.Store.WriteAsync(
        (transaction, token) =>
        {
            HostAddress freed = Ip(address);
            return transaction.Db.IpAllocations.Where(held => held.SubnetId == subnet.Id && held.IpAddress == freed).ExecuteDeleteAsync(token);
        },
        None);

    private Task<string> TakeAsync(AddressCursor cursor, Subnet subnet, int count) => TakeAsync(cursor, subnet, count, None);

    private async Task<string> TakeAsync(AddressCursor cursor, Subnet subnet, int count, CancellationToken cancellationToken)
    {
        await using var db = host.Store.OpenRead();
        return string.Join<IPAddress>(' ', await cursor.TakeAsync(db, subnet.Id, count, cancellationToken));
    }
}
