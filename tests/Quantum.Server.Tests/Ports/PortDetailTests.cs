using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Ports;

public abstract class PortDetailTests(ServerFixture server)
{
    private ApiClient Tenant { get; } = server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : PortDetailTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PortDetailTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Ports_tell_whether_they_have_addresses()
    {
        var (network, with, without) = await TwoPortsAsync();

        (with.Text("ip_allocation"), without.Text("ip_allocation")).Should().Be(("immediate", "none"));
        (await Tenant.GetAsync($"ports?network_id={network}&ip_allocation=none")).Items.Single().Id().Should().Be(without.Id());
        (await Tenant.GetAsync($"ports?network_id={network}&ip_allocation=immediate")).Items.Single().Id().Should().Be(with.Id());
        (await Tenant.GetAsync($"ports?network_id={network}&ip_allocation=none&ip_allocation=immediate")).Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_uplink_status_is_propagated_unless_the_creator_says_no()
    {
        var network = await Tenant.CreateAsync("network", new { });
        var port = await Tenant.CreateAsync("port", new { network_id = network.Id(), propagate_uplink_status = false });

        (await Tenant.ShowAsync("port", port.Id())).Raw("propagate_uplink_status").Should().Be("false");
        (await Tenant.CreateAsync("port", new { network_id = network.Id() })).Raw("propagate_uplink_status").Should().Be("true");
        var change = await Tenant.PutAsync($"ports/{port.Id()}", new { port = new { propagate_uplink_status = true } });
        change.Expect(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("192.0.2.20", "20,200")]
    [InlineData("2.0.2.", "20,200,9")]
    [InlineData("2001:DB8", "6")]
    [InlineData("%", "")]
    [InlineData("_", "")]
    public async Task Ports_are_found_by_a_part_of_an_address(string part, string names)
    {
        var network = await PortsWithAddressesAsync();

        var found = (await Tenant.GetAsync($"ports?network_id={network}&fixed_ips=ip_address_substr={Uri.EscapeDataString(part)}")).Items;

        found.Select(port => port.Text("name")).Order().Should().Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Parts_of_addresses_are_alternatives_and_other_conditions_are_not()
    {
        var network = await PortsWithAddressesAsync();
        var list = $"ports?network_id={network}&fixed_ips=ip_address_substr=2.9&fixed_ips=ip_address_substr=.200";

        (await Tenant.GetAsync(list)).Items.Select(port => port.Text("name")).Order().Should().Equal("200", "9");
        (await Tenant.GetAsync($"{list}&fixed_ips=ip_address=192.0.2.9")).Items.Single().Text("name").Should().Be("9");
        (await Tenant.GetAsync($"{list}&fixed_ips=ip_address=192.0.2.20")).Items.Should().BeEmpty();
    }

    private async Task<(string Network, JsonElement With, JsonElement Without)> TwoPortsAsync()
    {
        var network = await Tenant.CreateAsync("network", new { });
        await Tenant.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 4, cidr = "192.0.2.0/24" });
        return (
            network.Id(),
            await Tenant.CreateAsync("port", new { network_id = network.Id() }),
            await Tenant.CreateAsync("port", new { network_id = network.Id(), fixed_ips = Array.Empty<object>() }));
    }

    private async Task<string> PortsWithAddressesAsync()
    {
        var network = await Tenant.CreateAsync("network", new { });
        await Tenant.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 4, cidr = "192.0.2.0/24" });
        await Tenant.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 6, cidr = "2001:db8::/64" });
        foreach (var (name, address) in new[] { ("9", "192.0.2.9"), ("20", "192.0.2.20"), ("200", "192.0.2.200"), ("6", "2001:db8::6") })
            await Tenant.CreateAsync("port", new { network_id = network.Id(), name, fixed_ips = new[] { new { ip_address = address } } });
        return network.Id();
    }
}
