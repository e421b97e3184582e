using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.SubnetPools;

/// <summary>Subnets whose blocks come from pools.</summary>
public abstract class PooledSubnetTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : PooledSubnetTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PooledSubnetTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_pool_gives_its_lowest_free_block_of_the_default_size()
    {
        var pool = await Tenant.PoolAsync();

        var first = await SubnetAsync(new { subnetpool_id = pool.Id() });
        var second = await SubnetAsync(new { subnetpool_id = pool.Id(), ip_version = 4 });

        first.Text("cidr").Should().Be("10.10.0.0/24");
        first.Text("subnetpool_id").Should().Be(pool.Id());
        first.Raw("ip_version").Should().Be("4");
        first.Text("gateway_ip").Should().Be("10.10.0.1");
        first.Raw("allocation_pools").Should().Be("""[{"start":"10.10.0.2","end":"10.10.0.254"}]""");
        first.Has("prefixlen").Should().BeFalse();
        first.Has("use_default_subnetpool").Should().BeFalse();
        second.Text("cidr").Should().Be("10.10.1.0/24");
        (await Tenant.GetAsync($"subnets?subnetpool_id={pool.Id()}")).Ids.Should().BeEquivalentTo([first.Id(), second.Id()]);
    }

    [Fact]
    public async Task Small_blocks_are_cut_from_the_smallest_free_block()
    {
        var pool = await Tenant.PoolAsync();
        await SubnetAsync(new { subnetpool_id = pool.Id(), cidr = "10.10.0.0/24" });

        (await SubnetAsync(new { subnetpool_id = pool.Id(), prefixlen = 26 })).Text("cidr").Should().Be("10.10.1.0/26");
        (await SubnetAsync(new { subnetpool_id = pool.Id(), prefixlen = 20 })).Text("cidr").Should().Be("10.10.16.0/20");
        (await SubnetAsync(new { subnetpool_id = pool.Id(), prefixlen = "27" })).Text("cidr").Should().Be("10.10.1.64/27");
    }

    [Fact]
    public async Task A_block_can_be_chosen_and_is_free_again_when_its_subnet_is_deleted()
    {
        var pool = await Tenant.PoolAsync();
        var subnet = await SubnetAsync(new { subnetpool_id = pool.Id(), cidr = "10.10.8.0/22", gateway_ip = (string?)null });
        subnet.Text("cidr").Should().Be("10.10.8.0/22");
        subnet.Raw("gateway_ip").Should().Be("null");

        await RefusedAsync(
            new { subnetpool_id = pool.Id(), cidr = "10.10.9.0/24" },
            HttpStatusCode.Conflict,
            "SubnetAllocationError",
            "Failed to allocate subnet: Cannot allocate requested subnet from the available set of prefixes.");
        await RefusedAsync(
            new { subnetpool_id = pool.Id(), cidr = "10.11.0.0/24" },
            HttpStatusCode.Conflict,
            "SubnetAllocationError",
            "Failed to allocate subnet: Cannot allocate requested subnet from the available set of prefixes.");

        await Tenant.DeleteAsync($"subnets/{subnet.Id()}");
        (await SubnetAsync(new { subnetpool_id = pool.Id(), cidr = "10.10.9.0/24" })).Text("cidr").Should().Be("10.10.9.0/24");
    }

    [Fact]
    public async Task A_deleted_network_gives_its_blocks_back()
    {
        var pool = await Tenant.PoolAsync(["10.50.0.0/24"], new { default_prefixlen = 24 });
        var subnet = await SubnetAsync(new { subnetpool_id = pool.Id() });

        await RefusedAsync(
            new { subnetpool_id = pool.Id() },
            HttpStatusCode.Conflict,
            "SubnetAllocationError",
            "Failed to allocate subnet: Insufficient prefix space to allocate subnet size /24.");

        (await Tenant.DeleteAsync($"networks/{subnet.Text("network_id")}")).Expect(HttpStatusCode.NoContent);
        (await SubnetAsync(new { subnetpool_id = pool.Id() })).Text("cidr").Should().Be("10.50.0.0/24");
    }

    [Fact]
    public async Task A_pool_of_IPv6_gives_networks_of_64_bits()
    {
        var pool = await Tenant.PoolAsync(["2001:db8:77::/48"]);

        (await SubnetAsync(new { subnetpool_id = pool.Id() })).Text("cidr").Should().Be("2001:db8:77::/64");
        (await SubnetAsync(new { subnetpool_id = pool.Id() })).Text("cidr").Should().Be("2001:db8:77:1::/64");
    }

    [Theory]
    [InlineData("""{"cidr": "10.10.0.0/24", "prefixlen": 24, "subnetpool_id": "POOL"}""", "BadRequest", "Bad subnets request: cidr and prefixlen must not be supplied together.")]
    [InlineData("""{"use_default_subnetpool": true, "subnetpool_id": "POOL"}""", "BadRequest", "Bad subnets request: subnetpool_id and use_default_subnetpool cannot both be specified.")]
    [InlineData("""{"use_default_subnetpool": true}""", "BadRequest", "Bad subnets request: ip_version must be specified in the absence of cidr and subnetpool_id.")]
    [InlineData("""{"ip_version": 4}""", "BadRequest", "Bad subnets request: a subnetpool must be specified in the absence of a cidr.")]
    [InlineData("""{"ip_version": 4, "prefixlen": 24}""", "BadRequest", "Bad subnets request: a subnetpool must be specified in the absence of a cidr.")]
    [InlineData("""{"cidr": "10.10.0.0/24"}""", "HTTPBadRequest", "Failed to parse request. Required  attribute 'ip_version' not specified")]
    [InlineData("""{"subnetpool_id": "POOL", "allocation_pools": []}""", "BadRequest", "Bad subnets request: allocation_pools allowed only for specific subnet requests..")]
    [InlineData("""{"subnetpool_id": "POOL", "ip_version": 6}""", "BadRequest", "Bad subnets request: Cannot allocate IPv6 subnet from IPv4 subnet pool.")]
    [InlineData("""{"subnetpool_id": "POOL", "cidr": "fd00::/64"}""", "BadRequest", "Bad subnets request: Cannot allocate IPv6 subnet from IPv4 subnet pool.")]
    [InlineData("""{"subnetpool_id": "POOL", "prefixlen": 29}""", "MaxPrefixSubnetAllocationError", "Unable to allocate subnet with prefix length 29, maximum allowed prefix is 28.")]
    [InlineData("""{"subnetpool_id": "POOL", "cidr": "10.0.0.0/7", "ip_version": 4}""", "MinPrefixSubnetAllocationError", "Unable to allocate subnet with prefix length 7, minimum allowed prefix is 8.")]
    [InlineData("""{"subnetpool_id": "POOL", "prefixlen": -1}""", "HTTPBadRequest", "Invalid input for prefixlen. Reason: '-1' should be non-negative.")]
    [InlineData("""{"subnetpool_id": "pool"}""", "HTTPBadRequest", "Invalid input for subnetpool_id. Reason: 'pool' is not a valid UUID.")]
    public async Task A_request_that_makes_no_sense_is_refused(string body, string type, string message)
    {
        var pool = await Tenant.PoolAsync(more: new { max_prefixlen = 28 });
        var sent = JsonElement.Parse(body.Replace("POOL", pool.Id(), StringComparison.Ordinal));

        await RefusedAsync(sent, HttpStatusCode.BadRequest, type, message);
    }

    [Fact]
    public async Task Subnets_of_one_network_and_version_come_from_one_pool()
    {
        var pool = await Tenant.PoolAsync();
        var other = await Tenant.PoolAsync(["10.60.0.0/16"], new { default_prefixlen = 24 });
        var six = await Tenant.PoolAsync(["2001:db8:88::/48"]);
        var pooled = (await SubnetAsync(new { subnetpool_id = pool.Id() })).Text("network_id");
        var free = (await Tenant.NetworkAsync()).Id();
        await Tenant.SubnetAsync(free);
        const string Message = "Subnets hosted on the same network must be allocated from the same subnet pool.";

        await RefusedAsync(new { network_id = pooled, subnetpool_id = other.Id() }, HttpStatusCode.BadRequest, "NetworkSubnetPoolAffinityError", Message);
        await RefusedAsync(new { network_id = pooled, cidr = "10.70.0.0/24", ip_version = 4 }, HttpStatusCode.BadRequest, "NetworkSubnetPoolAffinityError", Message);
        await RefusedAsync(new { network_id = free, subnetpool_id = pool.Id() }, HttpStatusCode.BadRequest, "NetworkSubnetPoolAffinityError", Message);
        await SubnetAsync(new { network_id = pooled, subnetpool_id = pool.Id() });
        await SubnetAsync(new { network_id = pooled, subnetpool_id = six.Id() });
    }

    [Fact]
    public async Task A_tenant_takes_no_more_of_a_pool_than_its_share()
    {
        var pool = await server.Api.PoolAsync(["10.80.0.0/16"], new { shared = true, default_prefixlen = 25, default_quota = 300 });
        await SubnetAsync(new { subnetpool_id = pool.Id() });
        await SubnetAsync(new { subnetpool_id = pool.Id() });

        await RefusedAsync(
            new { subnetpool_id = pool.Id() }, HttpStatusCode.Conflict, "SubnetPoolQuotaExceeded", "Per-tenant subnet pool prefix quota exceeded.");
        (await server.Api.As(Unique.Tenant()).AskSubnetAsync(new { subnetpool_id = pool.Id() })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_pool_that_is_not_there_is_not_found()
    {
        var id = Unique.Id();

        await RefusedAsync(new { subnetpool_id = id }, HttpStatusCode.NotFound, "SubnetPoolNotFound", $"Subnet pool {id} could not be found.");
    }

    [Fact]
    public async Task Several_subnets_at_once_get_different_blocks_or_none()
    {
        var pool = await Tenant.PoolAsync(["10.90.0.0/23"], new { default_prefixlen = 24 });
        var (one, two, three) = (await Item(), await Item(), await Item());

        (await Tenant.PostAsync("subnets", new { subnets = new[] { one, two, three } })).Expect(HttpStatusCode.Conflict);
        (await Tenant.GetAsync("subnets")).Items.Should().BeEmpty();
        (await Tenant.PostAsync("subnets", new { subnets = new[] { one, two } })).Expect(HttpStatusCode.Created)
            .Items.Select(subnet => subnet.Text("cidr")).Should().Equal("10.90.0.0/24", "10.90.1.0/24");

        async Task<object> Item() => new { network_id = (await Tenant.NetworkAsync()).Id(), subnetpool_id = pool.Id() };
    }

    [Fact]
    public async Task Parallel_callers_of_two_servers_never_get_the_same_block()
    {
        const int Callers = 24;
        await using var second = await server.StartAnotherAsync("Quantum:Quota:Subnet=-1", "Quantum:Quota:Network=-1");
        var pool = await server.Api.PoolAsync(["10.100.0.0/20"], new { shared = true, default_prefixlen = 24 });
        var networks = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Tenant.NetworkAsync()));

        var answers = await Task.WhenAll(networks.Select((network, caller) =>
            (caller % 2 == 0 ? Tenant : second.Api.As(_tenant)).AskSubnetAsync(new { network_id = network.Id(), subnetpool_id = pool.Id() })));

        var created = answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.One.Text("cidr")).ToList();
        created.Should().HaveCount(16).And.OnlyHaveUniqueItems();
        answers.Where(answer => answer.Status != HttpStatusCode.Created).Should()
            .AllSatisfy(answer => answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("SubnetAllocationError"));
    }

    private async Task<JsonElement> SubnetAsync(object body) => (await Tenant.AskSubnetAsync(body)).Expect(HttpStatusCode.Created).One;

    private async Task RefusedAsync(object body, HttpStatusCode status, string type, string message) =>
        (await Tenant.AskSubnetAsync(body)).Expect(status, type, message);
}
