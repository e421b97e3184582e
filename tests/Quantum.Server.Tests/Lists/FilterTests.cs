using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Lists;

public abstract class FilterTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : FilterTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FilterTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Values_of_one_filter_are_alternatives_and_filters_restrict_each_other()
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "network");

        var answer = await server.Api.GetAsync($"networks?description={mark}&name=b&name=a&tenant_id=t1");
        var either = await server.Api.GetAsync($"networks?description={mark}&name=b&name=a");

        answer.Items.Select(item => item.Text("name")).Should().BeEquivalentTo("a");
        either.Items.Select(item => item.Text("name")).Should().BeEquivalentTo("a", "b");
    }

    [Theory]
    [InlineData("True")]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("%201%20")]
    [InlineData("%2B1")]
    public async Task A_boolean_filter_is_converted(string value)
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "network");

        var answer = await server.Api.GetAsync($"networks?description={mark}&shared={value}");

        answer.Items.Should().ContainSingle().Which.Raw("shared").Should().Be("true");
    }

    [Theory]
    [InlineData("networks?admin_state_up=maybe", "Invalid input for operation: 'maybe' is not boolean.")]
    [InlineData("subnets?ip_version=x", "Invalid input for operation: 'x' is not a integer.")]
    [InlineData("ports?fixed_ips=foo", "Invalid input for operation: 'foo' is not of the form <key>=[value].")]
    public async Task A_value_that_cannot_be_converted_is_invalid_input(string path, string message)
    {
        var answer = await server.Api.GetAsync(path);
        var folsom = await server.Api.InFolsom().GetAsync(path);

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", message);
        folsom.Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be(message);
    }

    [Theory]
    [InlineData("networks?id=abc")]
    [InlineData("networks?status=LOST")]
    [InlineData("subnets?cidr=nowhere")]
    [InlineData("subnets?gateway_ip=nobody")]
    [InlineData("ports?mac_address=xx")]
    [InlineData("ports?network_id=here")]
    [InlineData("ports?created_at=once")]
    public async Task A_value_that_no_object_can_have_finds_nothing(string path)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Text_is_compared_exactly()
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "network");

        var answer = await server.Api.GetAsync($"networks?description={mark}&name=B");

        answer.Items.Should().ContainSingle();
    }

    [Fact]
    public async Task Text_with_any_character_can_be_asked_for()
    {
        var name = Unique.Name("100% 'a' \"b\" _\\ ü 東京 🙂 ;--");
        var network = await server.Api.NetworkAsync(name: name);

        var answer = await server.Api.GetAsync($"networks?name={Uri.EscapeDataString(name)}");

        answer.Ids.Should().Equal(network.Id());
        answer.Items[0].Text("name").Should().Be(name);
    }

    [Fact]
    public async Task Several_unknown_filters_are_named_together()
    {
        var answer = await server.Api.GetAsync("networks?bogus=1&name=a&other=2");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "['bogus', 'other'] is invalid attribute for filtering");
    }

    [Fact]
    public async Task A_list_of_150_ids_finds_them()
    {
        var (_, items) = await Seed.CreateAsync(server.Api, "port");
        var query = string.Join('&', Enumerable.Range(0, 150).Select(_ => $"id={Unique.Id()}").Append($"id={items[1].Id()}"));

        var answer = await server.Api.GetAsync($"ports?{query}");

        answer.Expect(HttpStatusCode.OK).Ids.Should().Equal(items[1].Id());
    }

    [Fact]
    public async Task Subnets_can_be_asked_for_by_the_sharing_that_they_do_not_show()
    {
        var shared = await server.Api.NetworkAsync(shared: true);
        var subnet = await server.Api.SubnetAsync(shared.Id());

        var yes = await server.Api.GetAsync($"subnets?id={subnet.Id()}&shared=True");
        var no = await server.Api.GetAsync($"subnets?id={subnet.Id()}&shared=False");

        yes.Ids.Should().Equal(subnet.Id());
        no.Ids.Should().BeEmpty();
    }

    [Fact]
    public async Task Ports_can_be_asked_for_by_address_and_subnet()
    {
        var network = await server.Api.NetworkAsync();
        var first = await server.Api.SubnetAsync(network.Id(), cidr: "10.1.0.0/24");
        var second = await server.Api.SubnetAsync(network.Id(), cidr: "10.2.0.0/24");
        var both = await server.Api.PortAsync(network.Id(), fixedIps: new[] { new { subnet_id = first.Id() }, new { subnet_id = second.Id() } });
        var one = await server.Api.PortAsync(network.Id(), fixedIps: new[] { new { ip_address = "10.1.0.77" } });

        (await FindAsync("fixed_ips=ip_address%3D10.1.0.77")).Should().Equal(one.Id());
        (await FindAsync($"fixed_ips=subnet_id%3D{second.Id()}")).Should().Equal(both.Id());
        (await FindAsync($"fixed_ips=subnet_id%3D{first.Id()}")).Should().BeEquivalentTo(both.Id(), one.Id());
        (await FindAsync("fixed_ips=ip_address%3D10.1.0.77&fixed_ips=ip_address%3D10.2.0.2")).Should().BeEquivalentTo(both.Id(), one.Id());
        (await FindAsync($"fixed_ips=ip_address%3D10.1.0.77&fixed_ips=subnet_id%3D{second.Id()}")).Should().BeEmpty("both must hold for one address");
        (await FindAsync("fixed_ips=%20ip_address%20%3D%2010.1.0.77%20&fixed_ips=colour%3Dred")).Should().Equal(one.Id());
        (await FindAsync("fixed_ips=ip_address%3D10.1.0.78")).Should().BeEmpty();
        (await FindAsync("fixed_ips=True")).Should().BeEquivalentTo(both.Id(), one.Id());

        async Task<IReadOnlyList<string>> FindAsync(string query) =>
            (await server.Api.GetAsync($"ports?network_id={network.Id()}&{query}")).Expect(HttpStatusCode.OK).Ids;
    }

    [Fact]
    public async Task A_filter_never_widens_what_is_visible()
    {
        var owner = Unique.Tenant();
        await server.Api.NetworkAsync(tenant: owner);
        var shared = await server.Api.NetworkAsync(tenant: owner, shared: true);

        var answer = await server.Api.As(Unique.Tenant()).GetAsync($"networks?tenant_id={owner}");

        answer.Ids.Should().Equal(shared.Id());
    }

    [Fact]
    public async Task Both_names_of_the_owner_filter()
    {
        var tenant = Unique.Tenant();
        var network = await server.Api.NetworkAsync(tenant: tenant);

        var tenants = await server.Api.GetAsync($"networks?tenant_id={tenant}");
        var projects = await server.Api.GetAsync($"networks?project_id={tenant}");

        tenants.Ids.Should().Equal(network.Id());
        projects.Ids.Should().Equal(network.Id());
    }

    [Fact]
    public async Task A_NUL_character_in_the_query_is_refused()
    {
        var answer = await server.Api.GetAsync("networks?name=a%00b");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "NUL characters are not accepted in the query string");
    }

    [Theory]
    [InlineData("networks?name=%FF%FE")]
    [InlineData("networks?name=%zz")]
    [InlineData("networks?name=%ED%A0%80")]
    [InlineData("networks?&&name=x&")]
    [InlineData("networks?name")]
    public async Task A_strange_query_is_no_error_of_the_server(string path)
    {
        var answer = await server.Api.GetAsync(path);

        ((int)answer.Status).Should().BeLessThan(500);
    }
}
