using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Ports;

public abstract class PortTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : PortTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PortTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Create_answers_the_port_with_its_defaults()
    {
        var network = await server.Api.NetworkAsync();

        var port = await server.Api.PortAsync(network.Id());

        port.Text("network_id").Should().Be(network.Id());
        port.Text("name").Should().BeEmpty();
        port.Text("device_id").Should().BeEmpty();
        port.Text("device_owner").Should().BeEmpty();
        port.Raw("admin_state_up").Should().Be("true");
        port.Text("mac_address").Should().MatchRegex("^fa:16:3e(:[0-9a-f]{2}){3}$");
        port.Raw("fixed_ips").Should().Be("[]", "the network has no subnet");
    }

    [Fact]
    public async Task Show_list_and_update_answer_the_whole_port()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id());
        var port = await server.Api.PortAsync(network.Id(), name: "eth0");

        (await server.Api.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
        (await server.Api.GetAsync($"ports?network_id={network.Id()}")).Items.Single().GetRawText().Should().Be(port.GetRawText());
        var changed = await server.Api.ChangeAsync("port", port.Id(), new { device_id = "vm-1", device_owner = "compute:nova" });
        changed.Text("name").Should().Be("eth0");
        changed.Text("device_owner").Should().Be("compute:nova");
        changed.Addresses().Should().Equal(port.Addresses());
    }

    [Fact]
    public async Task Delete_answers_nothing_and_the_port_is_gone()
    {
        var network = await server.Api.NetworkAsync();
        var port = await server.Api.PortAsync(network.Id(), more: new { device_id = "vm-1" });

        (await server.Api.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();
        (await server.Api.GetAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("12:34:56:78:9a:bc", "12:34:56:78:9a:bc")]
    [InlineData("12:34:56:78:9A:BC", "12:34:56:78:9a:bc")]
    [InlineData("12-34-56-78-9a-bc", "12:34:56:78:9a:bc")]
    [InlineData("1234.5678.9abc", "12:34:56:78:9a:bc")]
    [InlineData("123456789abc", "12:34:56:78:9a:bc")]
    [InlineData("1:2:3:4:5:6", "01:02:03:04:05:06")]
    public async Task A_MAC_address_may_be_sent_in_any_notation(string sent, string kept)
    {
        var network = await server.Api.NetworkAsync();

        var port = await server.Api.PortAsync(network.Id(), more: new { mac_address = sent });

        port.Text("mac_address").Should().Be(kept);
        (await server.Api.GetAsync($"ports?network_id={network.Id()}&mac_address={kept}")).Ids.Should().Equal(port.Id());
    }

    [Fact]
    public async Task A_MAC_address_is_unique_on_its_network_only()
    {
        var mac = new { mac_address = "12:34:56:78:9a:bc" };
        await server.Api.PortAsync((await server.Api.NetworkAsync()).Id(), more: mac);

        var other = await server.Api.PortAsync((await server.Api.NetworkAsync()).Id(), more: mac);

        other.Text("mac_address").Should().Be("12:34:56:78:9a:bc");
    }

    [Fact]
    public async Task A_changed_MAC_address_must_be_free()
    {
        var network = await server.Api.NetworkAsync();
        var first = await server.Api.PortAsync(network.Id());
        var second = await server.Api.PortAsync(network.Id());
        var taken = new { port = new { mac_address = first.Text("mac_address") } };

        (await server.Api.PutAsync($"ports/{second.Id()}", taken)).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("MacAddressInUse");
        (await server.Api.PutAsync($"ports/{first.Id()}", taken)).Expect(HttpStatusCode.OK).One.Raw("revision_number").Should().Be("1");
    }

    [Theory]
    [InlineData("fa:16:3e:00:00:00", "^fa:16:3e(:[0-9a-f]{2}){3}$")]
    [InlineData("AA:BB:CC:00:00:00", "^aa:bb:cc(:[0-9a-f]{2}){3}$")]
    [InlineData("02:aa:bb:cc:00:00", "^02:aa:bb:cc(:[0-9a-f]{2}){2}$")]
    public async Task Generated_MAC_addresses_begin_as_configured(string baseMac, string pattern)
    {
        await using var host = await server.StartAnotherAsync($"Quantum:BaseMac={baseMac}");
        var network = await host.Api.NetworkAsync();

        var ports = await host.Api.PostAsync("ports", new { ports = Enumerable.Repeat(new { network_id = network.Id() }, 10).ToArray() });

        ports.Items.Select(port => port.Text("mac_address")).Should().OnlyHaveUniqueItems().And.AllSatisfy(mac => mac.Should().MatchRegex(pattern));
    }

    [Fact]
    public async Task Of_parallel_callers_with_one_MAC_address_one_succeeds()
    {
        var network = await server.Api.NetworkAsync();
        var body = new { port = new { network_id = network.Id(), mac_address = "12:34:56:78:9a:bc" } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Api.PostAsync("ports", body)));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).Should().ContainSingle();
        answers.Where(answer => answer.Status == HttpStatusCode.Conflict).Should().HaveCount(19)
            .And.AllSatisfy(answer => answer.ErrorType.Should().Be("MacAddressInUse"));
    }
}
