using System.Net;
using System.Xml.Linq;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routing;

public abstract class XmlTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : XmlTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : XmlTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("networks.xml")]
    [InlineData("networks/00000000-0000-0000-0000-000000000000.xml")]
    [InlineData("extensions.xml")]
    public async Task Today_XML_is_not_acceptable(string path)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.NotAcceptable, "HTTPNotAcceptable", "The server serves JSON only in this profile.");
    }

    [Fact]
    public async Task In_2012_a_network_was_shown_as_XML()
    {
        var network = await server.Api.NetworkAsync(name: "<web> & \"co\"");
        var first = await server.Api.SubnetAsync(network.Id());
        var second = await server.Api.SubnetAsync(network.Id());

        var answer = await server.Api.InFolsom().GetAsync($"networks/{network.Id()}.xml");

        answer.Expect(HttpStatusCode.OK).ContentType.Should().Be("application/xml; charset=UTF-8");
        var root = XDocument.Parse(answer.Text).Root!;
        root.Name.LocalName.Should().Be("network");
        root.Element("name")!.Value.Should().Be("<web> & \"co\"");
        root.Element("admin_state_up")!.Value.Should().Be("True");
        root.Element("shared")!.Value.Should().Be("False");
        root.Element("subnets")!.Elements("subnet").Select(subnet => subnet.Value).Should().BeEquivalentTo(first.Id(), second.Id());
    }

    [Fact]
    public async Task In_2012_a_list_was_XML_named_by_its_items()
    {
        var tenant = Unique.Tenant();
        var network = await server.Api.NetworkAsync(tenant: tenant);
        var subnet = await server.Api.SubnetAsync(network.Id(), tenant: tenant, more: new { gateway_ip = (string?)null });
        await server.Api.PortAsync(network.Id(), tenant: tenant);

        var ports = await server.Api.InFolsom().GetAsync($"ports.xml?tenant_id={tenant}");
        var subnets = await server.Api.InFolsom().GetAsync($"subnets.xml?tenant_id={tenant}");

        var root = XDocument.Parse(ports.Expect(HttpStatusCode.OK).Text).Root!;
        root.Name.LocalName.Should().Be("ports");
        var fixedIp = root.Elements("port").Single().Element("fixed_ips")!.Elements("fixed_ip").Single();
        fixedIp.Element("subnet_id")!.Value.Should().Be(subnet.Id());
        XDocument.Parse(subnets.Text).Root!.Elements("subnet").Single().Element("gateway_ip")!.Value.Should().Be("None");
    }

    [Fact]
    public async Task In_2012_an_error_was_XML_too()
    {
        var id = Unique.Id();

        var answer = await server.Api.InFolsom().GetAsync($"networks/{id}.xml");

        answer.Expect(HttpStatusCode.NotFound).ContentType.Should().Be("application/xml; charset=UTF-8");
        XDocument.Parse(answer.Text).ToString().Should().Be($"<QuantumError>Network {id} could not be found</QuantumError>");
    }

    [Theory]
    [InlineData("<network><name>a</name></network>")]
    [InlineData("""{"network": {"name": "a"}}""")]
    public async Task An_XML_URL_never_read_a_body(string body)
    {
        var answer = await server.Api.InFolsom().PostAsync("networks.xml", body);

        answer.Expect(HttpStatusCode.BadRequest).ContentType.Should().Be("application/xml; charset=UTF-8");
    }

    [Fact]
    public async Task Headers_do_not_choose_the_representation_of_resources()
    {
        var answer = await server.Api.InFolsom().With("Accept", "application/xml").GetAsync("networks");

        answer.Expect(HttpStatusCode.OK).ContentType.Should().Be("application/json");
    }
}
