using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Bindings;

public abstract class BindingCollectionTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    private ApiClient Nova => server.Api.As("services", "admin,service");

    public sealed class OnSqlite(ServerOnSqlite server) : BindingCollectionTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : BindingCollectionTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_second_binding_waits()
    {
        var port = await BoundPortAsync("host1");

        var created = await CreateAsync(port, "host2");

        created.Expect(HttpStatusCode.Created).Json.Names().Should().Equal("binding");
        created.One.Names().Should().BeEquivalentTo("host", "vif_type", "vif_details", "vnic_type", "profile", "status");
        (created.One.Text("host"), created.One.Text("vif_type"), created.One.Text("status")).Should().Be(("host2", "ovs", "INACTIVE"));
        var list = (await Nova.GetAsync($"ports/{port}/bindings")).Expect(HttpStatusCode.OK);
        list.Json.Names().Should().Equal("bindings");
        list.Items.Select(Status).Should().Equal(("host1", "ACTIVE"), ("host2", "INACTIVE"));
        (await Nova.GetAsync($"ports/{port}/bindings?status=INACTIVE&fields=host")).Items.Select(item => item.GetRawText())
            .Should().Equal("""{"host":"host2"}""");
        var shown = (await Nova.GetAsync($"ports/{port}/bindings/host2")).Expect(HttpStatusCode.OK);
        shown.Text.Should().Be(created.Text);
        (await Nova.ShowAsync("port", port)).Text("binding:host_id").Should().Be("host1");
    }

    [Fact]
    public async Task The_first_binding_is_active()
    {
        var port = await PortAsync();

        var created = await CreateAsync(port, "host1");

        Status(created.Expect(HttpStatusCode.Created).One).Should().Be(("host1", "ACTIVE"));
        var bound = await Nova.ShowAsync("port", port);
        (bound.Text("binding:host_id"), bound.Text("status")).Should().Be(("host1", "ACTIVE"));
    }

    [Fact]
    public async Task Activation_moves_the_port()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        var activated = await ActivateAsync(port, "host2");

        activated.Expect(HttpStatusCode.OK).Json.Names().Should().BeEquivalentTo("host", "vif_type", "vif_details", "vnic_type", "profile", "status");
        Status(activated.Json).Should().Be(("host2", "ACTIVE"));
        (await Nova.ShowAsync("port", port)).Text("binding:host_id").Should().Be("host2");
        (await Nova.GetAsync($"ports/{port}/bindings")).Items.Select(Status).Should().Equal(("host1", "INACTIVE"), ("host2", "ACTIVE"));
        (await ActivateAsync(port, "host2")).Expect(
            HttpStatusCode.Conflict, "PortBindingAlreadyActive", $"Binding for port {port} on host host2 is already active.");
    }

    [Fact]
    public async Task A_host_has_one_binding()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        foreach (var host in new[] { "host1", "host2" })
        {
            (await CreateAsync(port, host)).Expect(
                HttpStatusCode.Conflict, "PortBindingAlreadyExists", $"Binding for port {port} on host {host} already exists.");
        }
    }

    [Fact]
    public async Task What_the_device_wants_can_be_changed()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        var waiting = await Nova.PutAsync($"ports/{port}/bindings/host2", new { binding = new { profile = new { a = 1 } } });
        var active = await Nova.PutAsync($"ports/{port}/bindings/host1", new { binding = new { vnic_type = "direct" } });

        waiting.Expect(HttpStatusCode.OK).One.Raw("profile").Should().Be("""{"a":1}""");
        active.Expect(HttpStatusCode.OK).One.Text("vnic_type").Should().Be("direct");
        var shown = await Nova.ShowAsync("port", port);
        (shown.Text("binding:vnic_type"), shown.Raw("binding:profile")).Should().Be(("direct", "{}"));
    }

    [Fact]
    public async Task A_binding_can_be_deleted_and_without_its_active_one_the_port_is_unbound()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        (await Nova.DeleteAsync($"ports/{port}/bindings/host2")).Expect(HttpStatusCode.NoContent);
        (await Nova.DeleteAsync($"ports/{port}/bindings/host2")).Expect(
            HttpStatusCode.NotFound, "PortBindingNotFound", $"Binding for port {port} for host host2 could not be found.");
        (await Nova.DeleteAsync($"ports/{port}/bindings/host1")).Expect(HttpStatusCode.NoContent);

        var shown = await Nova.ShowAsync("port", port);
        (shown.Text("binding:host_id"), shown.Text("binding:vif_type"), shown.Text("status")).Should().Be(("", "unbound", "DOWN"));
        (await Nova.GetAsync($"ports/{port}/bindings")).Items.Should().BeEmpty();
        (await Nova.DeleteAsync($"ports/{port}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_port_goes_with_its_bindings()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        (await Tenant.DeleteAsync($"ports/{port}")).Expect(HttpStatusCode.NoContent);

        (await Nova.GetAsync($"ports/{port}/bindings")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("PortNotFound");
    }

    [Fact]
    public async Task A_port_that_moves_by_PUT_takes_over_the_binding_that_waits_there()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        await Nova.ChangeAsync("port", port, new Dictionary<string, object> { ["binding:host_id"] = "host2" });

        (await Nova.GetAsync($"ports/{port}/bindings")).Items.Select(Status).Should().Equal(("host2", "ACTIVE"));
    }

    [Fact]
    public async Task Unknown_bindings_are_not_found()
    {
        var port = await BoundPortAsync("host1");

        foreach (var answer in new[]
        {
            await Nova.GetAsync($"ports/{port}/bindings/nowhere"),
            await Nova.PutAsync($"ports/{port}/bindings/nowhere", new { binding = new { vnic_type = "normal" } }),
            await ActivateAsync(port, "nowhere"),
        })
        {
            answer.Expect(HttpStatusCode.NotFound, "PortBindingNotFound", $"Binding for port {port} for host nowhere could not be found.");
        }
    }

    [Fact]
    public async Task Only_ports_of_VMs_have_bindings()
    {
        var port = (await Tenant.PortAsync((await Tenant.InsideAsync()).Network)).Id();

        var message = $"Bad port request: Invalid port {port}. Operation only valid on compute ports.";
        (await CreateAsync(port, "host1")).Expect(HttpStatusCode.BadRequest, "BadRequest", message);
        (await Nova.GetAsync($"ports/{port}/bindings")).Expect(HttpStatusCode.BadRequest, "BadRequest", message);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"binding": {}}""")]
    [InlineData("""{"binding": {"host": ""}}""")]
    [InlineData("""{"binding": {"host": 7}}""")]
    [InlineData("""{"binding": {"host": "h", "status": "ACTIVE"}}""")]
    [InlineData("""{"binding": {"host": "h", "vnic_type": "virtual"}}""")]
    [InlineData("""{"binding": {"host": "h", "profile": []}}""")]
    [InlineData("""{"binding": {"host": "h", "colour": 1}}""")]
    [InlineData("""{"bindings": [{"host": "h"}]}""")]
    public async Task Malformed_bindings_are_refused(string body)
    {
        var port = await BoundPortAsync("host1");

        (await Nova.PostAsync($"ports/{port}/bindings", body)).Expect(HttpStatusCode.BadRequest);

        (await Nova.GetAsync($"ports/{port}/bindings")).Items.Should().HaveCount(1);
    }

    [Fact]
    public async Task Bindings_are_for_administrators_and_services()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        (await Tenant.GetAsync($"ports/{port}/bindings")).Expect(HttpStatusCode.NotFound);
        (await Tenant.GetAsync($"ports/{port}/bindings/host1")).Expect(HttpStatusCode.NotFound);
        (await Tenant.PostAsync($"ports/{port}/bindings", new { binding = new { host = "host3" } })).Expect(
            HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:create_port_binding is disallowed by policy");
        (await Tenant.PutAsync($"ports/{port}/bindings/host2", new { binding = new { vnic_type = "direct" } })).Expect(HttpStatusCode.Forbidden);
        (await Tenant.PutAsync($"ports/{port}/bindings/host2/activate", "")).Expect(HttpStatusCode.Forbidden);
        (await Tenant.DeleteAsync($"ports/{port}/bindings/host2")).Expect(HttpStatusCode.Forbidden);
        var stranger = server.Api.As(Unique.Tenant());
        (await stranger.DeleteAsync($"ports/{port}/bindings/host2")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("PortNotFound");
        (await Nova.GetAsync($"ports/{port}/bindings")).Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task Other_methods_and_paths_are_not_there()
    {
        var port = await BoundPortAsync("host1");

        (await Nova.DeleteAsync($"ports/{port}/bindings")).Expect(HttpStatusCode.MethodNotAllowed);
        (await Nova.PostAsync($"ports/{port}/bindings/host1", "{}")).Expect(HttpStatusCode.MethodNotAllowed);
        (await Nova.GetAsync($"ports/{port}/bindings/host1/activate")).Expect(HttpStatusCode.MethodNotAllowed);
        (await Nova.PutAsync($"ports/{port}/bindings/host1/deactivate", "")).Expect(HttpStatusCode.NotFound);
        (await Nova.GetAsync($"networks/{port}/bindings")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_of_many_parallel_callers_binds_a_host_and_one_activates_it()
    {
        var port = await BoundPortAsync("host1");

        var created = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CreateAsync(port, "host2")));
        var activated = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ActivateAsync(port, "host2")));

        created.Select(answer => answer.Status).Order().Should().Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 11)]);
        activated.Select(answer => answer.Status).Order().Should().Equal([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.Conflict, 11)]);
        (await Nova.GetAsync($"ports/{port}/bindings")).Items.Select(Status).Should().Equal(("host1", "INACTIVE"), ("host2", "ACTIVE"));
    }

    [Fact]
    public async Task Parallel_moves_back_and_forth_leave_one_binding_in_use()
    {
        var port = await BoundPortAsync("host1");
        await CreateAsync(port, "host2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => ActivateAsync(port, caller % 2 == 0 ? "host1" : "host2")));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.Conflict);
        var bindings = (await Nova.GetAsync($"ports/{port}/bindings")).Items.Select(Status).ToList();
        bindings.Select(binding => binding.Item1).Should().BeEquivalentTo("host1", "host2");
        bindings.Select(binding => binding.Item2).Should().BeEquivalentTo("ACTIVE", "INACTIVE");
    }

    private static (string?, string?) Status(JsonElement binding) => (binding.Text("host"), binding.Text("status"));

    private async Task<string> PortAsync() =>
        (await Tenant.PortAsync((await Tenant.InsideAsync()).Network, deviceOwner: "compute:nova")).Id();

    private async Task<string> BoundPortAsync(string host)
    {
        var port = await PortAsync();
        await Nova.ChangeAsync("port", port, new Dictionary<string, object> { ["binding:host_id"] = host });
        return port;
    }

    private Task<Answer> CreateAsync(string port, string host) =>
        Nova.PostAsync($"ports/{port}/bindings", new { binding = new { host, vnic_type = "normal", profile = new { } } });

    private Task<Answer> ActivateAsync(string port, string host) => Nova.PutAsync($"ports/{port}/bindings/{host}/activate", "");
}
