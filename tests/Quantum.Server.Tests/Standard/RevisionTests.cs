using System.Globalization;
using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Standard;

/// <summary>What counts as a change of a resource.</summary>
public abstract class RevisionTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : RevisionTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RevisionTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task A_new_resource_was_changed_when_it_was_created(string resource)
    {
        var created = await CreateAsync(resource);

        created.GetProperty("revision_number").GetInt32().Should().Be(1);
        created.Text("created_at").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        created.Text("updated_at").Should().Be(created.Text("created_at"));
        Moment(created, "created_at").Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task A_change_is_the_next_revision(string resource)
    {
        var created = await CreateAsync(resource);

        (await server.Api.ChangeAsync(resource, created.Id(), new { name = "second" })).Raw("revision_number").Should().Be("2");
        (await server.Api.ChangeAsync(resource, created.Id(), new { description = "third" })).Raw("revision_number").Should().Be("3");
        (await server.Api.ShowAsync(resource, created.Id())).Raw("revision_number").Should().Be("3");
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task An_update_that_changes_nothing_is_no_revision(string resource)
    {
        var created = await CreateAsync(resource);

        var same = await server.Api.ChangeAsync(resource, created.Id(), new { name = "", description = "" });

        same.GetRawText().Should().Be(created.GetRawText());
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task A_change_moves_updated_at_and_leaves_created_at(string resource)
    {
        var created = await CreateAsync(resource);
        var revision = 0;
        var changed = created;

        await Eventually.BecomesTrueAsync(
            async _ =>
            {
                changed = await server.Api.ChangeAsync(resource, created.Id(), new { name = $"{revision++}" });
                return Moment(changed, "updated_at") > Moment(created, "updated_at");
            },
            TimeSpan.FromSeconds(10),
            CancellationToken.None);

        changed.Text("created_at").Should().Be(created.Text("created_at"));
    }

    [Fact]
    public async Task Subnets_are_changes_of_their_network_and_ports_are_not()
    {
        var network = await server.Api.NetworkAsync();

        var subnet = await server.Api.SubnetAsync(network.Id());
        (await RevisionAsync("network", network)).Should().Be(2, "a subnet came");
        await server.Api.ChangeAsync("subnet", subnet.Id(), new { name = "a" });
        (await RevisionAsync("network", network)).Should().Be(3, "a subnet changed");
        await server.Api.ChangeAsync("subnet", subnet.Id(), new { name = "a" });
        (await RevisionAsync("network", network)).Should().Be(3, "nothing changed");
        var port = await server.Api.PortAsync(network.Id());
        (await RevisionAsync("network", network)).Should().Be(3, "a port came");
        await server.Api.DeleteAsync($"ports/{port.Id()}");
        (await RevisionAsync("network", network)).Should().Be(3, "a port went");
        await server.Api.DeleteAsync($"subnets/{subnet.Id()}");
        (await RevisionAsync("network", network)).Should().Be(4, "a subnet went");
    }

    [Fact]
    public async Task Addresses_are_changes_of_their_port()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var port = await server.Api.PortAsync(network.Id());

        var same = await server.Api.ChangeAsync("port", port.Id(), new { fixed_ips = new[] { new { subnet_id = subnet.Id(), ip_address = "10.0.0.2" } } });
        var other = await server.Api.ChangeAsync("port", port.Id(), new { fixed_ips = new[] { new { ip_address = "10.0.0.9" } } });
        var none = await server.Api.ChangeAsync("port", port.Id(), new { fixed_ips = Array.Empty<object>() });

        same.Raw("revision_number").Should().Be("1");
        other.Raw("revision_number").Should().Be("2");
        none.Raw("revision_number").Should().Be("3");
    }

    [Theory]
    [InlineData("""{"allocation_pools": [{"start": "10.0.0.9", "end": "10.0.0.19"}]}""")]
    [InlineData("""{"allocation_pools": []}""")]
    [InlineData("""{"dns_nameservers": ["10.0.0.53"]}""")]
    [InlineData("""{"host_routes": [{"destination": "10.9.0.0/24", "nexthop": "10.0.0.9"}]}""")]
    [InlineData("""{"gateway_ip": null}""")]
    public async Task Each_list_of_a_subnet_is_a_change_of_it_once(string change)
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");

        var first = await server.Api.PutAsync($"subnets/{subnet.Id()}", $$"""{"subnet": {{change}} }""");
        var second = await server.Api.PutAsync($"subnets/{subnet.Id()}", $$"""{"subnet": {{change}} }""");

        first.Expect(HttpStatusCode.OK).One.Raw("revision_number").Should().Be("2");
        second.Expect(HttpStatusCode.OK).One.Raw("revision_number").Should().Be("2");
    }

    [Fact]
    public async Task Sharing_is_a_change_of_the_network()
    {
        var network = await server.Api.NetworkAsync();

        (await server.Api.ChangeAsync("network", network.Id(), new { shared = true })).Raw("revision_number").Should().Be("2");
    }

    [Fact]
    public async Task No_change_of_parallel_callers_is_lost()
    {
        var network = await server.Api.NetworkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            server.Api.PutAsync($"networks/{network.Id()}", new { network = new { name = $"name {i}" } })));

        answers.Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.OK));
        answers.Select(answer => answer.One.GetProperty("revision_number").GetInt32()).Should().BeEquivalentTo(Enumerable.Range(2, 20));
    }

    private async Task<int> RevisionAsync(string resource, JsonElement item) =>
        (await server.Api.ShowAsync(resource, item.Id())).GetProperty("revision_number").GetInt32();

    private async Task<JsonElement> CreateAsync(string resource)
    {
        var network = await server.Api.NetworkAsync();
        Func<Task<JsonElement>> create = resource switch
        {
            "network" => () => Task.FromResult(network),
            "subnet" => () => server.Api.SubnetAsync(network.Id()),
            _ => () => server.Api.PortAsync(network.Id()),
        };
        return await create();
    }

    private static DateTimeOffset Moment(JsonElement item, string name) =>
        DateTimeOffset.Parse(item.Text(name)!, CultureInfo.InvariantCulture);
}
