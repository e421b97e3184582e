using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Dns;

public abstract class DnsTests(ServerFixture server)
{
    private ApiClient Tenant { get; } = server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : DnsTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : DnsTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_port_without_name_has_names_made_of_its_addresses()
    {
        var network = await Tenant.CreateAsync("network", new { });
        await Tenant.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 4, cidr = "192.0.2.0/24" });
        await Tenant.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 6, cidr = "2001:db8::/64" });

        var port = await Tenant.CreateAsync(
            "port",
            new { network_id = network.Id(), fixed_ips = new[] { new { ip_address = "192.0.2.9" }, new { ip_address = "2001:db8::9" } } });

        port.Text("dns_name").Should().BeEmpty();
        port.Raw("dns_assignment").Should().Be(
            """[{"ip_address":"192.0.2.9","hostname":"host-192-0-2-9","fqdn":"host-192-0-2-9.openstacklocal."},"""
            + """{"ip_address":"2001:db8::9","hostname":"host-2001-db8--9","fqdn":"host-2001-db8--9.openstacklocal."}]""");
    }

    [Fact]
    public async Task A_port_is_called_what_its_user_says()
    {
        var network = await Tenant.CreateAsync("network", new { });
        await Tenant.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 4, cidr = "192.0.2.0/24" });
        var port = await Tenant.CreateAsync("port", new { network_id = network.Id(), dns_name = "VM-1" });

        port.Text("dns_name").Should().Be("vm-1");
        port.Raw("dns_assignment").Should().Be("""[{"ip_address":"192.0.2.2","hostname":"vm-1","fqdn":"vm-1.openstacklocal."}]""");

        var renamed = (await Tenant.PutAsync($"ports/{port.Id()}", new { port = new { dns_name = "vm-2.openstacklocal." } })).Expect(HttpStatusCode.OK);
        renamed.One.Raw("dns_assignment").Should().Be(
            """[{"ip_address":"192.0.2.2","hostname":"vm-2.openstacklocal.","fqdn":"vm-2.openstacklocal."}]""");
        (await Tenant.GetAsync("ports?dns_name=vm-2.openstacklocal.")).Items.Single().Id().Should().Be(port.Id());
        (await Tenant.GetAsync("ports?dns_name=vm-1")).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("a..b", "'a..b' not a valid PQDN or FQDN. Reason: Encountered an empty component")]
    [InlineData("-a", "'-a' not a valid PQDN or FQDN. Reason: Name '-a' must not start or end with a hyphen")]
    [InlineData("a_b", "'a_b' not a valid PQDN or FQDN. Reason: Name 'a_b' must be 1-63 characters long, each of which can only be alphanumeric or a hyphen")]
    [InlineData("a.1", "'a.1' not a valid PQDN or FQDN. Reason: TLD '1' must not be all numeric")]
    [InlineData("a.example.org.", "The dns_name passed is a FQDN. Its higher level labels must be equal to the dns_domain option*")]
    public async Task A_port_is_not_called_anything(string name, string reason)
    {
        var network = await Tenant.CreateAsync("network", new { });

        var answer = await Tenant.PostAsync("ports", new { port = new { network_id = network.Id(), dns_name = name } });

        answer.Expect(HttpStatusCode.BadRequest);
        answer.ErrorMessage.Should().Match($"Invalid input for dns_name. Reason: {reason}*");
    }

    [Fact]
    public async Task A_port_keeps_a_domain_which_its_names_do_not_follow()
    {
        var network = await Tenant.CreateAsync("network", new { dns_domain = "net.example.org." });
        await Tenant.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 4, cidr = "192.0.2.0/24" });
        var bare = await Tenant.CreateAsync("port", new { network_id = network.Id() });
        var port = await Tenant.CreateAsync(
            "port", new { network_id = network.Id(), dns_name = "vm-1", dns_domain = "Port.Example.ORG.", fixed_ips = new[] { new { ip_address = "192.0.2.9" } } });

        (bare.Text("dns_domain"), port.Text("dns_domain")).Should().Be(("", "port.example.org."));
        port.Raw("dns_assignment").Should().Be("""[{"ip_address":"192.0.2.9","hostname":"vm-1","fqdn":"vm-1.openstacklocal."}]""");
        (await Tenant.GetAsync("ports?dns_domain=port.example.org.")).Ids.Should().Equal(port.Id());
        (await Tenant.GetAsync("ports?dns_domain=")).Ids.Should().Equal(bare.Id());
        (await Tenant.ChangeAsync("port", port.Id(), new { name = "p" })).Text("dns_domain").Should().Be("port.example.org.");
        (await Tenant.ChangeAsync("port", port.Id(), new { dns_domain = "" })).Text("dns_domain").Should().BeEmpty();
        (await Tenant.GetAsync("ports?dns_domain=")).Ids.Should().BeEquivalentTo([bare.Id(), port.Id()]);
        (await Tenant.PutAsync($"ports/{port.Id()}", new { port = new { dns_domain = "example.org" } })).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Invalid input for dns_domain. Reason: 'example.org' is not a FQDN.");
        (await Tenant.GetAsync("extensions/dns-domain-ports")).One.Text("name").Should().Be("dns_domain for ports");
    }

    [Fact]
    public async Task The_operator_says_what_domain_ports_are_in()
    {
        await using var host = await PluginHost.StartAsync(server, "Quantum:DnsDomain=example.org");
        var network = await host.Api.CreateAsync("network", new { });
        await host.Api.CreateAsync("subnet", new { network_id = network.Id(), ip_version = 4, cidr = "192.0.2.0/24" });

        var port = await host.Api.CreateAsync("port", new { network_id = network.Id(), dns_name = "vm-1" });

        port.Raw("dns_assignment").Should().Be("""[{"ip_address":"192.0.2.2","hostname":"vm-1","fqdn":"vm-1.example.org."}]""");
    }

    [Fact]
    public async Task A_floating_ip_has_a_name_and_a_domain_or_neither()
    {
        var external = await server.Api.ExternalAsync();
        var named = new { floating_network_id = external.Network, dns_name = "www", dns_domain = "example.org." };

        var floatingIp = await Tenant.CreateAsync("floatingip", named);
        var nameAlone = await Tenant.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network, dns_name = "www" } });
        var domainAlone = await Tenant.PostAsync(
            "floatingips", new { floatingip = new { floating_network_id = external.Network, dns_domain = "example.org." } });

        (floatingIp.Text("dns_name"), floatingIp.Text("dns_domain")).Should().Be(("www", "example.org."));
        nameAlone.Expect(HttpStatusCode.BadRequest);
        nameAlone.ErrorMessage.Should().Be("Bad floatingip request: dns_name cannot be specified without a dns_domain.");
        domainAlone.Expect(HttpStatusCode.BadRequest);
        domainAlone.ErrorMessage.Should().Be("Bad floatingip request: dns_domain cannot be specified without a dns_name.");
        (await Tenant.PutAsync($"floatingips/{floatingIp.Id()}", new { floatingip = new { dns_name = "ftp" } })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Clients_of_2012_know_no_names()
    {
        var network = await Tenant.CreateAsync("network", new { });
        var port = await Tenant.InFolsom().CreateAsync("port", new { network_id = network.Id() });

        port.Names().Should().NotContain(["dns_name", "dns_domain", "dns_assignment", "ip_allocation", "propagate_uplink_status", "resource_request"]);
        (await Tenant.InFolsom().GetAsync("extensions/dns-integration")).Expect(HttpStatusCode.NotFound);
    }
}
