using System.Net;
using Quantum.Server.Tests.Hosting;
using static Quantum.Server.Tests.SubnetPools.SubnetPoolSteps;

namespace Quantum.Server.Tests.SubnetPools;

public abstract class SubnetPoolTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    private ApiClient Other => server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : SubnetPoolTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SubnetPoolTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Create_answers_the_pool_with_its_defaults()
    {
        var pool = await Tenant.CreateAsync("subnetpool", new { name = "sp1", prefixes = List("10.10.0.0/16"), default_prefixlen = 24 });

        pool.Names().Should().BeEquivalentTo(
            "id", "name", "tenant_id", "project_id", "default_prefixlen", "min_prefixlen", "max_prefixlen", "is_default", "shared", "prefixes",
            "ip_version", "default_quota", "address_scope_id", "description", "created_at", "updated_at", "revision_number", "tags");
        pool.Raw("default_prefixlen").Should().Be("\"24\"");
        pool.Raw("min_prefixlen").Should().Be("\"8\"");
        pool.Raw("max_prefixlen").Should().Be("\"32\"");
        pool.Raw("ip_version").Should().Be("4");
        pool.Raw("default_quota").Should().Be("null");
        pool.Raw("address_scope_id").Should().Be("null");
        pool.Raw("prefixes").Should().Be("[\"10.10.0.0/16\"]");
        (await Tenant.ShowAsync("subnetpool", pool.Id())).GetRawText().Should().Be(pool.GetRawText());
        (await Tenant.GetAsync("subnetpools?shared=False")).Items.Single().GetRawText().Should().Be(pool.GetRawText());
    }

    [Fact]
    public async Task A_pool_of_IPv6_gives_networks_of_64_bits_and_longer()
    {
        var pool = await Tenant.PoolAsync(["2001:db8::/48"]);

        pool.Raw("ip_version").Should().Be("6");
        pool.Text("default_prefixlen").Should().Be("64");
        pool.Text("min_prefixlen").Should().Be("64");
        pool.Text("max_prefixlen").Should().Be("128");
    }

    [Theory]
    [InlineData("10.0.1.0/24 10.0.0.0/24", "10.0.0.0/23")]
    [InlineData("10.0.0.0/16 10.0.3.0/24", "10.0.0.0/16")]
    [InlineData("10.0.0.5/24", "10.0.0.0/24")]
    [InlineData("10.0.0.0/25 10.0.0.128/26 10.0.0.192/26 10.0.2.0/24", "10.0.0.0/24 10.0.2.0/24")]
    [InlineData("2001:db8:1::/48 2001:db8::/48", "2001:db8::/47")]
    public async Task Prefixes_are_put_together(string sent, string kept)
    {
        var pool = await Tenant.PoolAsync(sent.Split(' '));

        pool.Prefixes().Should().Be(kept);
    }

    [Theory]
    [InlineData("""{"prefixes": []}""", "EmptySubnetPoolPrefixList", "Empty subnet pool prefix list.")]
    [InlineData("""{"prefixes": ["10.0.0.0/16", "fd00::/48"]}""", "PrefixVersionMismatch", "Cannot mix IPv4 and IPv6 prefixes in a subnet pool.")]
    [InlineData("""{"prefixes": ["10.0.0.0/16", "10.0.0.0/16"]}""", "HTTPBadRequest", "Invalid input for prefixes. Reason: Duplicate items in the list: '10.0.0.0/16'.")]
    [InlineData("""{"prefixes": "10.0.0.0/16"}""", "HTTPBadRequest", "Invalid input for prefixes. Reason: '10.0.0.0/16' is not a list.")]
    [InlineData("""{"prefixes": ["10.0.0.1"]}""", "HTTPBadRequest", "Invalid input for prefixes. Reason: '10.0.0.1' isn't a recognized IP subnet cidr, '10.0.0.1/32' is recommended.")]
    [InlineData("""{"prefixes": ["10.0.0.0/255.255.0.0"]}""", "HTTPBadRequest", "Invalid input for prefixes. Reason: '10.0.0.0/255.255.0.0' isn't a recognized IP subnet cidr, '10.0.0.0/16' is recommended.")]
    [InlineData("""{"prefixes": ["ten"]}""", "HTTPBadRequest", "Invalid input for prefixes. Reason: 'ten' is not a valid IP subnet.")]
    [InlineData("""{"name": " "}""", "HTTPBadRequest", "Invalid input for name. Reason: ' ' Blank strings are not permitted.")]
    [InlineData("""{"min_prefixlen": 25, "max_prefixlen": 24}""", "IllegalSubnetPoolPrefixBounds", "Illegal prefix bounds: min_prefixlen=25, max_prefixlen=24.")]
    [InlineData("""{"max_prefixlen": 33}""", "IllegalSubnetPoolPrefixBounds", "Illegal prefix bounds: max_prefixlen=33, ip_version_max=32.")]
    [InlineData("""{"default_prefixlen": 7}""", "IllegalSubnetPoolPrefixBounds", "Illegal prefix bounds: default_prefixlen=7, min_prefixlen=8.")]
    [InlineData("""{"default_prefixlen": 29, "max_prefixlen": 28}""", "IllegalSubnetPoolPrefixBounds", "Illegal prefix bounds: default_prefixlen=29, max_prefixlen=28.")]
    [InlineData("""{"min_prefixlen": "few"}""", "HTTPBadRequest", "Invalid input for min_prefixlen. Reason: 'few' is not an integer.")]
    [InlineData("""{"default_quota": -1}""", "HTTPBadRequest", "Invalid input for default_quota. Reason: '-1' should be non-negative.")]
    public async Task A_pool_that_cannot_be_is_refused(string body, string type, string message)
    {
        var sent = JsonMerge.Wrap("subnetpool", """{"name": "sp", "prefixes": ["10.0.0.0/16"]}""", body);

        (await Tenant.PostAsync("subnetpools", sent)).Expect(HttpStatusCode.BadRequest, type, message);

        (await Tenant.GetAsync("subnetpools?shared=False")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Update_changes_what_was_sent()
    {
        var pool = await Tenant.PoolAsync();

        var changed = await Tenant.ChangeAsync(
            "subnetpool", pool.Id(), new { name = "new", default_prefixlen = "26", default_quota = 512, prefixes = List("10.10.0.0/16", "10.11.0.0/16") });

        changed.Text("name").Should().Be("new");
        changed.Text("default_prefixlen").Should().Be("26");
        changed.Raw("default_quota").Should().Be("512");
        changed.Prefixes().Should().Be("10.10.0.0/15");
        changed.Raw("revision_number").Should().Be("2");
        (await Tenant.ShowAsync("subnetpool", pool.Id())).GetRawText().Should().Be(changed.GetRawText());
    }

    [Theory]
    [InlineData("""{"prefixes": ["10.10.0.0/17"]}""", "IllegalSubnetPoolPrefixUpdate", "Illegal update to prefixes: Existing prefixes must be a subset of the new prefixes.")]
    [InlineData("""{"prefixes": []}""", "IllegalSubnetPoolPrefixUpdate", "Illegal update to prefixes: Existing prefixes must be a subset of the new prefixes.")]
    [InlineData("""{"prefixes": ["10.10.0.0/16", "fd00::/48"]}""", "PrefixVersionMismatch", "Cannot mix IPv4 and IPv6 prefixes in a subnet pool.")]
    [InlineData("""{"min_prefixlen": 25}""", "IllegalSubnetPoolPrefixBounds", "Illegal prefix bounds: default_prefixlen=24, min_prefixlen=25.")]
    [InlineData("""{"shared": true}""", "HTTPBadRequest", "Cannot update read-only attribute shared")]
    [InlineData("""{"ip_version": 6}""", "HTTPBadRequest", "Cannot update read-only attribute ip_version")]
    public async Task A_change_that_cannot_be_is_refused(string body, string type, string message)
    {
        var pool = await Tenant.PoolAsync();

        (await Tenant.PutAsync($"subnetpools/{pool.Id()}", JsonMerge.Wrap("subnetpool", body))).Expect(HttpStatusCode.BadRequest, type, message);

        (await Tenant.ShowAsync("subnetpool", pool.Id())).GetRawText().Should().Be(pool.GetRawText());
    }

    [Fact]
    public async Task Prefixes_are_added_and_removed_by_actions()
    {
        var pool = await Tenant.PoolAsync();
        var path = $"subnetpools/{pool.Id()}";
        await Tenant.AskSubnetAsync(new { subnetpool_id = pool.Id(), cidr = "10.10.4.0/24", ip_version = 4 });

        (await Tenant.PutAsync($"{path}/add_prefixes", new { prefixes = List("10.11.0.0/16", "10.20.0.0/24") })).Expect(HttpStatusCode.OK)
            .Text.Should().Be("""{"prefixes":["10.10.0.0/15","10.20.0.0/24"]}""");
        (await Tenant.PutAsync($"{path}/remove_prefixes", new { prefixes = List("10.11.0.0/16", "10.20.0.0/25", "fd00::/8") })).Expect(HttpStatusCode.OK)
            .Text.Should().Be("""{"prefixes":["10.10.0.0/16","10.20.0.128/25"]}""");
        (await Tenant.PutAsync($"{path}/remove_prefixes", new { prefixes = List("10.30.0.0/16") })).Expect(HttpStatusCode.OK);
        (await Tenant.PutAsync($"{path}/remove_prefixes", new { prefixes = List("10.10.0.0/20") })).Expect(
            HttpStatusCode.BadRequest,
            "IllegalSubnetPoolPrefixUpdate",
            "Illegal update to prefixes: One or more the prefixes to be removed is in use by a subnet..");
        (await Tenant.PutAsync($"{path}/add_prefixes", new { prefixes = List("fd00::/48") })).Expect(HttpStatusCode.BadRequest)
            .ErrorType.Should().Be("PrefixVersionMismatch");
        (await Tenant.ShowAsync("subnetpool", pool.Id())).Prefixes().Should().Be("10.10.0.0/16 10.20.0.128/25");
        (await Other.PutAsync($"{path}/add_prefixes", new { prefixes = List("10.40.0.0/16") })).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"prefixes": []}""")]
    [InlineData("""{"prefixes": "10.0.0.0/8"}""")]
    public async Task Actions_without_prefixes_are_refused(string body)
    {
        var pool = await Tenant.PoolAsync();

        foreach (var action in List("add_prefixes", "remove_prefixes"))
        {
            (await Tenant.PutAsync($"subnetpools/{pool.Id()}/{action}", body))
                .Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "Request body contains invalid data");
        }
    }

    [Fact]
    public async Task A_pool_with_subnets_stays()
    {
        var pool = await Tenant.PoolAsync();
        var subnet = (await Tenant.AskSubnetAsync(new { subnetpool_id = pool.Id() })).Expect(HttpStatusCode.Created).One;

        (await Tenant.DeleteAsync($"subnetpools/{pool.Id()}")).Expect(
            HttpStatusCode.BadRequest, "SubnetPoolDeleteError", "Unable to delete subnet pool: Subnet pool has existing allocations.");

        (await Tenant.DeleteAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Tenant.DeleteAsync($"subnetpools/{pool.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Tenant.GetAsync($"subnetpools/{pool.Id()}")).Expect(HttpStatusCode.NotFound, "SubnetPoolNotFound", $"Subnet pool {pool.Id()} could not be found.");
    }

    [Fact]
    public async Task Another_tenant_sees_a_pool_when_it_is_shared_and_never_changes_it()
    {
        var own = await Tenant.PoolAsync();
        var shared = await server.Api.PoolAsync(["10.77.0.0/16"], new { shared = true, default_prefixlen = 24 });

        (await Other.GetAsync($"subnetpools/{own.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Other.PutAsync($"subnetpools/{own.Id()}", new { subnetpool = new { name = "x" } })).Expect(HttpStatusCode.NotFound);
        (await Other.DeleteAsync($"subnetpools/{own.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Other.GetAsync("subnetpools")).Ids.Should().NotContain(own.Id()).And.Contain(shared.Id());
        (await Other.PutAsync($"subnetpools/{shared.Id()}", new { subnetpool = new { name = "x" } })).Expect(HttpStatusCode.Forbidden);
        (await Other.DeleteAsync($"subnetpools/{shared.Id()}")).Expect(HttpStatusCode.Forbidden);
        (await Other.AskSubnetAsync(new { subnetpool_id = own.Id() })).Expect(
            HttpStatusCode.NotFound, "SubnetPoolNotFound", $"Subnet pool {own.Id()} could not be found.");
        (await Other.AskSubnetAsync(new { subnetpool_id = shared.Id() })).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("is_default")]
    public async Task Only_administrators_share_pools_and_make_them_the_default(string attribute)
    {
        var body = JsonMerge.Wrap("subnetpool", """{"name": "sp", "prefixes": ["10.0.0.0/16"]}""", $$"""{"{{attribute}}": true}""");

        (await Tenant.PostAsync("subnetpools", body)).Expect(
            HttpStatusCode.Forbidden,
            "PolicyNotAuthorized",
            $"(rule:create_subnetpool and rule:create_subnetpool:{attribute}) is disallowed by policy");
    }

    [Fact]
    public async Task Clients_of_2012_know_no_pools()
    {
        var pool = await Tenant.PoolAsync();
        var subnet = (await Tenant.AskSubnetAsync(new { subnetpool_id = pool.Id() })).One;
        var folsom = Tenant.InFolsom();

        (await folsom.GetAsync("subnetpools")).Expect(HttpStatusCode.NotFound);
        (await folsom.PostAsync("subnetpools", new { subnetpool = new { name = "sp", prefixes = List("10.0.0.0/16") } })).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync($"subnetpools/{pool.Id()}")).Expect(HttpStatusCode.NotFound);
        (await folsom.PutAsync($"subnetpools/{pool.Id()}/add_prefixes", new { prefixes = List("10.0.0.0/16") })).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync("extensions")).Items.Select(item => item.Text("alias"))
            .Should().NotContain(List("subnet_allocation", "default-subnetpools", "subnetpool-prefix-ops"));
        (await folsom.ShowAsync("subnet", subnet.Id())).Has("subnetpool_id").Should().BeFalse();
        (await folsom.PostAsync("subnets", new { subnet = new { network_id = subnet.Text("network_id"), ip_version = 4, subnetpool_id = pool.Id() } }))
            .Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be("Failed to parse request. Required  attribute 'cidr' not specified");
    }

    [Fact]
    public async Task The_quota_of_pools_holds()
    {
        await server.Api.PutAsync($"quotas/{_tenant}", new { quota = new { subnetpool = 1 } });
        await Tenant.PoolAsync();

        (await Tenant.PostAsync("subnetpools", new { subnetpool = new { name = "sp", prefixes = List("10.0.0.0/16") } }))
            .Expect(HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['subnetpool'].");
        (await Tenant.GetAsync($"quotas/{_tenant}/details")).One.Raw("subnetpool").Should().Be("""{"limit":1,"used":1,"reserved":0}""");
    }
}
