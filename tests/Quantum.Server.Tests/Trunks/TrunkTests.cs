using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Trunks;

public abstract class TrunkTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    private ApiClient Other => server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : TrunkTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : TrunkTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_trunk_is_created_shown_listed_and_changed()
    {
        var parent = await PortAsync();

        var trunk = await TrunkAsync(parent);

        trunk.Names().Should().BeEquivalentTo(
            "id", "name", "tenant_id", "project_id", "port_id", "admin_state_up", "status", "sub_ports", "description", "created_at", "updated_at",
            "revision_number", "tags");
        trunk.Text("port_id").Should().Be(parent);
        trunk.Text("status").Should().Be("DOWN");
        trunk.Raw("sub_ports").Should().Be("[]");
        (await Tenant.ShowAsync("trunk", trunk.Id())).GetRawText().Should().Be(trunk.GetRawText());
        (await Tenant.GetAsync($"trunks?port_id={parent}")).Items.Single().GetRawText().Should().Be(trunk.GetRawText());
        (await Tenant.GetAsync($"trunks/{trunk.Id()}/get_subports")).Expect(HttpStatusCode.OK).Text.Should().Be("""{"sub_ports":[]}""");
        (await Tenant.ChangeAsync("trunk", trunk.Id(), new { name = "new", admin_state_up = false })).Text("name").Should().Be("new");
    }

    [Fact]
    public async Task A_trunk_gets_and_loses_ports()
    {
        var (parent, one, two) = (await PortAsync(), await PortAsync(), await PortAsync());
        var trunk = (await TrunkAsync(parent, Sub(one, 100))).Id();

        var grown = (await ActAsync(trunk, "add_subports", Sub(two, "101"))).Expect(HttpStatusCode.OK).Json;

        grown.Id().Should().Be(trunk);
        grown.Raw("sub_ports").Should().Be($"[{Shown(one, 100)},{Shown(two, 101)}]");
        grown.Raw("revision_number").Should().Be("2");
        (await Tenant.GetAsync($"trunks/{trunk}/get_subports")).One.GetRawText().Should().Be(grown.Raw("sub_ports"));
        (await ActAsync(trunk, "remove_subports", new { port_id = one })).Expect(HttpStatusCode.OK).Json.Raw("sub_ports").Should().Be($"[{Shown(two, 101)}]");
        (await ActAsync(trunk, "remove_subports", new { port_id = one })).Expect(
            HttpStatusCode.NotFound, "SubPortNotFound", $"SubPort {one} on trunk {trunk} could not be found.");
        (await ActAsync(trunk, "add_subports", Sub(one, 101))).Expect(
            HttpStatusCode.Conflict, "DuplicateSubPort", $"segmentation_type vlan and segmentation_id 101 already in use on trunk {trunk}.");
        (await Tenant.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NoContent);
        (await Tenant.GetAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NotFound, "TrunkNotFound", $"Trunk {trunk} could not be found.");
    }

    [Fact]
    public async Task A_parent_shows_its_trunk_and_other_ports_show_none()
    {
        var (parent, carried) = (await PortAsync(), await PortAsync());
        var mac = (await Tenant.ShowAsync("port", carried)).Text("mac_address");
        var trunk = (await TrunkAsync(parent)).Id();
        (await Tenant.ShowAsync("port", parent)).Raw("trunk_details").Should().Be($$"""{"trunk_id":"{{trunk}}","sub_ports":[]}""");

        await ActAsync(trunk, "add_subports", Sub(carried, 7));
        await DemandAsync(mac!);
        (await Tenant.ShowAsync("port", carried)).Has("trunk_details").Should().BeFalse();
        await server.Api.ChangeAsync("port", carried, new { mac_address = "12:34:56:00:00:07" });
        await DemandAsync("12:34:56:00:00:07");
        (await Tenant.GetAsync($"ports?id={parent}&fields=trunk_details")).Items.Single().Names().Should().Equal("trunk_details");
        (await Tenant.InFolsom().ShowAsync("port", parent)).Has("trunk_details").Should().BeFalse();
        await Tenant.ChangeAsync("port", parent, new { name = "renamed" });
        await DemandAsync("12:34:56:00:00:07");

        await Tenant.DeleteAsync($"trunks/{trunk}");
        (await Tenant.ShowAsync("port", parent)).Has("trunk_details").Should().BeFalse();

        async Task DemandAsync(string expected) => (await Tenant.ShowAsync("port", parent)).Raw("trunk_details").Should().Be(
            $$"""{"trunk_id":"{{trunk}}","sub_ports":[{"port_id":"{{carried}}","segmentation_type":"vlan","segmentation_id":7,"mac_address":"{{expected}}"}]}""");
    }

    [Theory]
    [InlineData("""7""", "HTTPBadRequest", "Invalid input for sub_ports. Reason: Invalid data format for subports: '7' is not a list.")]
    [InlineData("""["x"]""", "HTTPBadRequest", "Invalid input for sub_ports. Reason: Invalid data format for subport: 'x' is not a dict.")]
    [InlineData("""[{}]""", "HTTPBadRequest", "Invalid input for sub_ports. Reason: A valid port UUID must be specified.")]
    [InlineData("""[{"port_id": "x"}]""", "HTTPBadRequest", "Invalid input for sub_ports. Reason: Invalid UUID for subport: 'x'.")]
    [InlineData("""[{"port_id": "PORT"}]""", "InvalidInput", "Invalid input for operation: Invalid subport details '{'port_id': 'PORT'}': missing segmentation information. Must specify both segmentation_id and segmentation_type.")]
    [InlineData("""[{"port_id": "PORT", "segmentation_type": "vlan", "segmentation_id": "x"}]""", "InvalidInput", "Invalid input for operation: Invalid subport details: segmentation_id 'x' is not an integer.")]
    [InlineData("""[{"port_id": "PORT", "segmentation_type": "gre", "segmentation_id": 1}]""", "InvalidInput", "Invalid input for operation: Unknown segmentation_type 'gre'.")]
    [InlineData("""[{"port_id": "PORT", "segmentation_type": "vlan", "segmentation_id": 4095}]""", "InvalidInput", "Invalid input for operation: Segmentation ID '4095' is not in range.")]
    [InlineData("""[{"port_id": "PORT", "segmentation_type": "vlan", "segmentation_id": 0}]""", "InvalidInput", "Invalid input for operation: Segmentation ID '0' is not in range.")]
    [InlineData("""[{"port_id": "PORT", "segmentation_type": "inherit"}]""", "InvalidInput", "Invalid input for operation: Unknown segmentation_type 'local'.")]
    [InlineData("""[{"port_id": "PORT", "segmentation_type": "vlan", "segmentation_id": 1}, {"port_id": "PORT", "segmentation_type": "vlan", "segmentation_id": 2}]""", "HTTPBadRequest", "Invalid input for sub_ports. Reason: Non unique UUID for subport: 'PORT'.")]
    [InlineData("""[{"port_id": "PORT", "segmentation_type": "vlan", "segmentation_id": 1}, {"port_id": "PARENT", "segmentation_type": "vlan", "segmentation_id": 1}]""", "HTTPBadRequest", "Invalid input for sub_ports. Reason: Segmentation ID '1' for 'PARENT' is not unique.")]
    public async Task Ports_that_make_no_sense_are_refused(string ports, string type, string message)
    {
        var (parent, port) = (await PortAsync(), await PortAsync());
        string Real(string text) => text.Replace("PORT", port, StringComparison.Ordinal).Replace("PARENT", parent, StringComparison.Ordinal);

        var answer = await Tenant.PostAsync("trunks", $$$"""{"trunk": {"port_id": "{{{parent}}}", "sub_ports": {{{Real(ports)}}} }}""");

        answer.Expect(HttpStatusCode.BadRequest, type, Real(message));
        (await Tenant.GetAsync("trunks")).Items.Should().BeEmpty();
        (await Tenant.ShowAsync("port", parent)).Has("trunk_details").Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"sub_ports": null}""")]
    public async Task Actions_without_ports_are_refused(string body)
    {
        var trunk = await TrunkAsync(await PortAsync());

        foreach (var action in SubPortActions)
            (await Tenant.PutAsync($"trunks/{trunk.Id()}/{action}", body)).Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("InvalidInput");
    }

    [Fact]
    public async Task A_port_belongs_to_one_trunk()
    {
        var (parent, carried, spare) = (await PortAsync(), await PortAsync(), await PortAsync());
        var trunk = (await TrunkAsync(parent, Sub(carried, 1))).Id();
        var parentInUse = $"Port {parent} is currently in use and is not eligible for use as a parent port.";

        (await AskAsync(parent)).Expect(HttpStatusCode.Conflict, "ParentPortInUse", parentInUse);
        (await AskAsync(carried)).Expect(HttpStatusCode.Conflict, "TrunkPortInUse", $"Port {carried} is in use by another trunk.");
        (await AskAsync(spare, Sub(carried, 1))).Expect(HttpStatusCode.Conflict, "TrunkPortInUse", $"Port {carried} is in use by another trunk.");
        (await AskAsync(spare, Sub(parent, 1))).Expect(HttpStatusCode.Conflict, "ParentPortInUse", parentInUse);
        (await AskAsync(spare, Sub(spare, 1))).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("ParentPortInUse");
        (await ActAsync(trunk, "add_subports", Sub(parent, 2))).Expect(HttpStatusCode.Conflict, "ParentPortInUse", parentInUse);
        (await Tenant.DeleteAsync($"ports/{parent}")).Expect(
            HttpStatusCode.Conflict, "PortInUseAsTrunkParent", $"Port {parent} is currently a parent port for trunk {trunk}.");
        (await Tenant.DeleteAsync($"ports/{carried}")).Expect(
            HttpStatusCode.Conflict, "PortInUseAsSubPort", $"Port {carried} is currently a subport for trunk {trunk}.");

        (await Tenant.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NoContent);
        (await Tenant.DeleteAsync($"ports/{carried}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_network_whose_service_port_is_on_a_trunk_stays()
    {
        var network = await Tenant.NetworkAsync();
        var dhcp = (await server.Api.PortAsync(network.Id(), tenant: _tenant, deviceOwner: "network:dhcp")).Id();
        var trunk = (await TrunkAsync(dhcp)).Id();

        (await Tenant.DeleteAsync($"networks/{network.Id()}")).Expect(
            HttpStatusCode.Conflict, "PortInUseAsTrunkParent", $"Port {dhcp} is currently a parent port for trunk {trunk}.");
        (await Tenant.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NoContent);
        (await Tenant.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_port_that_a_device_uses_is_not_carried()
    {
        var (parent, used) = (await PortAsync(), await PortAsync("vm-1"));
        var network = (await Tenant.ShowAsync("port", used)).Text("network_id");

        (await AskAsync(parent, Sub(used, 1))).Expect(
            HttpStatusCode.Conflict,
            "PortInUse",
            $"Unable to complete operation on port {used} for network {network}. Port already has an attached device vm-1.");
        (await AskAsync(used)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_port_that_is_not_there_is_not_found()
    {
        var (parent, foreign, none) = (await PortAsync(), await PortAsync(api: Other), Unique.Id());

        (await AskAsync(none)).Expect(HttpStatusCode.NotFound, "PortNotFound", $"Port {none} could not be found.");
        (await AskAsync(foreign)).Expect(HttpStatusCode.NotFound, "PortNotFound", $"Port {foreign} could not be found.");
        (await AskAsync(parent, Sub(none, 1))).Expect(HttpStatusCode.NotFound, "PortNotFound", $"Port {none} could not be found.");
        (await AskAsync(parent, Sub(foreign, 1))).Expect(HttpStatusCode.NotFound, "PortNotFound", $"Port {foreign} could not be found.");
    }

    [Fact]
    public async Task A_port_may_have_the_tag_of_its_network()
    {
        var network = await server.Api.NetworkAsync(tenant: _tenant, more: new Dictionary<string, object>
        {
            ["provider:network_type"] = "vlan",
            ["provider:physical_network"] = "default",
            ["provider:segmentation_id"] = 77,
        });
        var carried = (await Tenant.PortAsync(network.Id())).Id();

        var trunk = await TrunkAsync(await PortAsync(), new { port_id = carried, segmentation_type = "inherit" });

        trunk.Raw("sub_ports").Should().Be($"[{Shown(carried, 77)}]");
    }

    [Fact]
    public async Task A_disabled_trunk_stays_as_it_is()
    {
        var (parent, port) = (await PortAsync(), await PortAsync());
        var trunk = (await TrunkAsync(parent)).Id();
        await Tenant.ChangeAsync("trunk", trunk, new { admin_state_up = false });
        var message = $"Trunk {trunk} is currently disabled.";

        (await ActAsync(trunk, "add_subports", Sub(port, 1))).Expect(HttpStatusCode.Conflict, "TrunkDisabled", message);
        (await ActAsync(trunk, "remove_subports", Sub(port, 1))).Expect(HttpStatusCode.Conflict, "TrunkDisabled", message);
        (await Tenant.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.Conflict, "TrunkDisabled", message);
    }

    [Fact]
    public async Task Another_tenant_neither_sees_nor_changes_a_trunk()
    {
        var trunk = (await TrunkAsync(await PortAsync())).Id();
        var mine = await PortAsync(api: Other);

        (await Other.GetAsync("trunks")).Items.Should().BeEmpty();
        (await Other.GetAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NotFound);
        (await Other.GetAsync($"trunks/{trunk}/get_subports")).Expect(HttpStatusCode.NotFound);
        (await Other.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NotFound);
        (await Other.PutAsync($"trunks/{trunk}/add_subports", new { sub_ports = new[] { Sub(mine, 1) } })).Expect(HttpStatusCode.NotFound);
        (await server.Api.As(_tenant, "reader").PutAsync($"trunks/{trunk}/add_subports", new { sub_ports = new[] { Sub(mine, 1) } })).Expect(HttpStatusCode.Forbidden);
        (await Tenant.PutAsync($"trunks/{trunk}/get_subports", "{}")).Expect(HttpStatusCode.MethodNotAllowed);
        (await Tenant.GetAsync($"trunks/{trunk}/add_subports")).Expect(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Clients_of_2012_know_no_trunks()
    {
        var trunk = (await TrunkAsync(await PortAsync())).Id();

        (await Tenant.InFolsom().GetAsync("trunks")).Expect(HttpStatusCode.NotFound);
        (await Tenant.InFolsom().GetAsync($"trunks/{trunk}/get_subports")).Expect(HttpStatusCode.NotFound);
        (await Tenant.InFolsom().GetAsync("extensions/trunk")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Parallel_callers_give_a_port_to_one_trunk()
    {
        const int Callers = 10;
        var port = await PortAsync();
        var parents = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => PortAsync()));

        var answers = await Task.WhenAll(parents.Select((parent, caller) => caller == 0 ? AskAsync(port) : AskAsync(parent, Sub(port, caller))));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).Should().ContainSingle();
        answers.Where(answer => answer.Status != HttpStatusCode.Created).Should()
            .AllSatisfy(answer => answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().BeOneOf("TrunkPortInUse", "ParentPortInUse"));
    }

    [Fact]
    public async Task Parallel_callers_give_ports_to_one_trunk()
    {
        const int Callers = 10;
        var trunk = (await TrunkAsync(await PortAsync())).Id();
        var ports = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => PortAsync()));

        var answers = await Task.WhenAll(ports.Select((port, caller) => ActAsync(trunk, "add_subports", Sub(port, caller + 1))));

        answers.Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.OK));
        var shown = await Tenant.ShowAsync("trunk", trunk);
        shown.GetProperty("sub_ports").GetArrayLength().Should().Be(Callers);
        (await Tenant.ShowAsync("port", shown.Text("port_id")!)).GetProperty("trunk_details").GetProperty("sub_ports").GetArrayLength().Should().Be(Callers);
    }

    private static readonly string[] SubPortActions = ["add_subports", "remove_subports"];

    private static object Sub(string port, object tag) => new { port_id = port, segmentation_type = "vlan", segmentation_id = tag };

    private static string Shown(string port, int tag) => $$"""{"port_id":"{{port}}","segmentation_type":"vlan","segmentation_id":{{tag}}}""";

    private async Task<string> PortAsync(string device = "", ApiClient? api = null)
    {
        var network = await (api ?? Tenant).NetworkAsync();
        return (await (api ?? Tenant).PortAsync(network.Id(), more: new { device_id = device })).Id();
    }

    private Task<Answer> AskAsync(string parent, params object[] ports) =>
        Tenant.PostAsync("trunks", new { trunk = new { port_id = parent, sub_ports = ports } });

    private async Task<JsonElement> TrunkAsync(string parent, params object[] ports) =>
        (await AskAsync(parent, ports)).Expect(HttpStatusCode.Created).One;

    private Task<Answer> ActAsync(string trunk, string action, params object[] ports) =>
        Tenant.PutAsync($"trunks/{trunk}/{action}", new { sub_ports = ports });
}
