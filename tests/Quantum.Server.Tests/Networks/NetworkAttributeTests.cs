using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Networks;

public abstract class NetworkAttributeTests(ServerFixture server)
{
    private static int segmentationId = 3000;

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : NetworkAttributeTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : NetworkAttributeTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("local", 1500)]
    [InlineData("flat", 1500)]
    [InlineData("vlan", 1500)]
    [InlineData("gre", 1458)]
    [InlineData("vxlan", 1450)]
    public async Task The_mtu_follows_from_what_carries_the_network(string type, int mtu)
    {
        var network = await server.Api.NetworkAsync(more: Carried(type));

        network.Raw("mtu").Should().Be($"{mtu}");
        (await server.Api.ShowAsync("network", network.Id())).Raw("mtu").Should().Be($"{mtu}");
    }

    [Fact]
    public async Task A_given_mtu_is_kept_found_and_changed()
    {
        var network = await Tenant.NetworkAsync(more: new { mtu = "1400" });

        network.Raw("mtu").Should().Be("1400");
        (await Tenant.GetAsync("networks?mtu=1400")).Ids.Should().Equal(network.Id());
        (await Tenant.ChangeAsync("network", network.Id(), new { mtu = 68 })).Raw("mtu").Should().Be("68");
        (await Tenant.ChangeAsync("network", network.Id(), new { mtu = 0 })).Raw("mtu").Should().Be("1500");
        (await Tenant.ShowAsync("network", network.Id())).Raw("mtu").Should().Be("1500");
    }

    [Theory]
    [InlineData(1501, "Invalid input for operation: Requested MTU is too big, maximum is 1500.")]
    [InlineData(67, "Invalid input for mtu. Reason: '67' is too small - must be at least '68'.")]
    [InlineData(-1, "Invalid input for mtu. Reason: '-1' should be non-negative.")]
    public async Task An_mtu_that_nothing_carries_is_refused(int mtu, string message)
    {
        var network = await Tenant.NetworkAsync();

        (await Tenant.PostAsync("networks", new { network = new { mtu } })).Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().Be(message);
        (await Tenant.PutAsync($"networks/{network.Id()}", new { network = new { mtu } })).Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().Be(message);
        (await Tenant.ShowAsync("network", network.Id())).GetRawText().Should().Be(network.GetRawText());
    }

    [Fact]
    public async Task The_physical_mtu_is_an_option()
    {
        await using var host = await server.StartAnotherAsync("Quantum:Database:GlobalPhysnetMtu=9000");

        (await host.Api.NetworkAsync()).Raw("mtu").Should().Be("9000");
        (await host.Api.NetworkAsync(more: Carried("vxlan"))).Raw("mtu").Should().Be("8950");
    }

    [Theory]
    [InlineData("network")]
    [InlineData("router")]
    public async Task Hints_at_availability_zones_are_kept(string resource)
    {
        var created = await Tenant.CreateAsync(resource, new Dictionary<string, object> { ["availability_zone_hints"] = new List<string> { "nova", "east" } });

        created.Raw("availability_zone_hints").Should().Be("""["nova","east"]""");
        created.Raw("availability_zones").Should().Be("[]");
        (await Tenant.ShowAsync(resource, created.Id())).Raw("availability_zone_hints").Should().Be("""["nova","east"]""");
    }

    [Theory]
    [InlineData("\"nova\"", "Invalid input for availability_zone_hints. Reason: 'nova' is not a list.")]
    [InlineData("[\"a\", \"a\"]", "Invalid input for availability_zone_hints. Reason: Duplicate items in the list: 'a'.")]
    [InlineData("[5]", "Invalid input for availability_zone_hints. Reason: '5' is not a valid string.")]
    public async Task Hints_of_the_wrong_form_are_refused(string hints, string message)
    {
        var answer = await Tenant.PostAsync("networks", $$"""{"network": {"availability_zone_hints": {{hints}} } }""");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", message);
    }

    [Fact]
    public async Task Too_many_hints_are_refused()
    {
        var hints = string.Join(", ", Enumerable.Range(0, 60).Select(number => $"\"zone{number}\""));

        var answer = await Tenant.PostAsync("networks", $$"""{"network": {"availability_zone_hints": [{{hints}}]} }""");

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: Too many availability_zone_hints specified.");
    }

    [Theory]
    [InlineData("example.org", "'example.org' is not a FQDN")]
    [InlineData("a..org.", "'a..org.' not a valid PQDN or FQDN. Reason: Encountered an empty component")]
    [InlineData("-a.org.", "'-a.org.' not a valid PQDN or FQDN. Reason: Name '-a' must not start or end with a hyphen")]
    [InlineData("a.10.", "'a.10.' not a valid PQDN or FQDN. Reason: TLD '10' must not be all numeric")]
    public async Task A_domain_that_is_none_is_refused(string domain, string reason)
    {
        var answer = await Tenant.PostAsync("networks", new { network = new { dns_domain = domain } });

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Invalid input for dns_domain. Reason: {reason}.");
    }

    [Fact]
    public async Task Only_an_administrator_names_the_default()
    {
        (await Tenant.PostAsync("networks", new { network = new { is_default = true } })).Expect(HttpStatusCode.Forbidden);
        (await server.Api.NetworkAsync(more: new { is_default = true })).Raw("is_default").Should().Be("false", "it is not external");
    }

    [Fact]
    public async Task Clients_of_2012_see_none_of_it()
    {
        var names = (await Tenant.InFolsom().NetworkAsync()).Names();

        names.Should().NotContain(["mtu", "availability_zone_hints", "availability_zones", "dns_domain", "is_default", "l2_adjacency"]);
    }

    private static Dictionary<string, object> Carried(string type)
    {
        var more = new Dictionary<string, object> { ["provider:network_type"] = type };
        if (type is "flat" or "vlan")
            more["provider:physical_network"] = Unique.Name("physnet")[..40];
        if (type is "vlan" or "gre" or "vxlan")
            more["provider:segmentation_id"] = Interlocked.Increment(ref segmentationId);
        return more;
    }
}
