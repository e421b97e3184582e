using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Networks;

public abstract class NetworkTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : NetworkTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : NetworkTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Create_answers_the_network_with_its_defaults()
    {
        var tenant = Unique.Tenant();

        var answer = await server.Api.As(tenant).PostAsync("networks", new { network = new { name = "web" } });

        var network = answer.Expect(HttpStatusCode.Created).One;
        answer.Json.Names().Should().Equal("network");
        answer.Headers.Location.Should().BeNull();
        network.Id().Should().MatchRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
        network.Text("name").Should().Be("web");
        network.Text("tenant_id").Should().Be(tenant);
        network.Text("status").Should().Be("ACTIVE");
        network.Raw("admin_state_up").Should().Be("true");
        network.Raw("shared").Should().Be("false");
        network.Raw("subnets").Should().Be("[]");
    }

    [Fact]
    public async Task Show_and_list_answer_what_create_answered()
    {
        var network = await server.Api.NetworkAsync(name: "web", tenant: Unique.Tenant());

        var shown = await server.Api.ShowAsync("network", network.Id());
        var listed = await server.Api.GetAsync($"networks?id={network.Id()}");

        shown.GetRawText().Should().Be(network.GetRawText());
        listed.Json.GetRawText().Should().Be($$"""{"networks":[{{network.GetRawText()}}]}""");
    }

    [Fact]
    public async Task Update_answers_the_whole_network()
    {
        var network = await server.Api.NetworkAsync(name: "web");

        var changed = await server.Api.ChangeAsync("network", network.Id(), new { admin_state_up = false });

        changed.Raw("admin_state_up").Should().Be("false");
        changed.Text("name").Should().Be("web");
        changed.Text("status").Should().Be("ACTIVE", "the administrative state is only stored");
        (await server.Api.ShowAsync("network", network.Id())).GetRawText().Should().Be(changed.GetRawText());
    }

    [Fact]
    public async Task Names_need_not_be_unique()
    {
        var name = Unique.Name("net");

        await server.Api.NetworkAsync(name: name);
        await server.Api.NetworkAsync(name: name);

        (await server.Api.GetAsync($"networks?name={name}")).Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task Subnets_are_listed_in_order_of_creation()
    {
        var network = await server.Api.NetworkAsync();
        var first = await server.Api.SubnetAsync(network.Id());
        var second = await server.Api.SubnetAsync(network.Id());
        var third = await server.Api.SubnetAsync(network.Id());

        (await SubnetsAsync(network.Id())).Should().Equal(first.Id(), second.Id(), third.Id());
        await server.Api.DeleteAsync($"subnets/{second.Id()}");
        (await SubnetsAsync(network.Id())).Should().Equal(first.Id(), third.Id());
    }

    [Fact]
    public async Task Delete_answers_nothing_and_the_network_is_gone()
    {
        var network = await server.Api.NetworkAsync();

        var answer = await server.Api.DeleteAsync($"networks/{network.Id()}");

        answer.Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();
        answer.ContentType.Should().BeNull();
        (await server.Api.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_takes_subnets_and_DHCP_ports_along()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id());
        var port = await server.Api.PortAsync(network.Id(), deviceOwner: "network:dhcp");

        (await server.Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);

        (await server.Api.GetAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NotFound);
        (await server.Api.GetAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("compute:nova")]
    [InlineData("network:router_gateway")]
    [InlineData("network:floatingip")]
    [InlineData("network:probe")]
    public async Task Ports_that_somebody_uses_keep_the_network(string deviceOwner)
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.PortAsync(network.Id(), deviceOwner: deviceOwner);

        (await server.Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("NetworkInUse");
        (await server.Api.InFolsom().DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_network_is_never_deleted_under_a_port_that_is_being_created()
    {
        for (var round = 0; round < 10; round++)
        {
            var network = await server.Api.NetworkAsync();

            var port = server.Api.PostAsync("ports", new { port = new { network_id = network.Id() } });
            var deletion = server.Api.DeleteAsync($"networks/{network.Id()}");
            await Task.WhenAll(port, deletion);

            ((await port).Status, (await deletion).Status).Should().BeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict), (HttpStatusCode.NotFound, HttpStatusCode.NoContent));
        }
    }

    private async Task<IEnumerable<string?>> SubnetsAsync(string network) =>
        (await server.Api.ShowAsync("network", network)).GetProperty("subnets").EnumerateArray().Select(id => id.GetString());
}
