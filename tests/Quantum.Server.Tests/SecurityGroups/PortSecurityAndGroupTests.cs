using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.SecurityGroups;

/// <summary>Where groups meet port security, addresses, owners and other groups.</summary>
public abstract class PortSecurityAndGroupTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : PortSecurityAndGroupTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PortSecurityAndGroupTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Port_security_ends_when_the_groups_go_before_or_with_it()
    {
        var port = await Tenant.PortAsync((await Tenant.NetworkAsync()).Id());
        var groups = port.Groups();

        (await PutAsync(port.Id(), new { port_security_enabled = false })).Expect(
            HttpStatusCode.Conflict,
            "PortSecurityPortHasSecurityGroup",
            "Port has security group associated. Cannot disable port security or IP address until security group is removed.");
        foreach (var ids in new[] { groups, [Unique.Id()] })
        {
            (await PutAsync(port.Id(), new { port_security_enabled = false, security_groups = ids })).Expect(
                HttpStatusCode.BadRequest,
                "PortSecurityAndIPRequiredForSecurityGroups",
                "Port security must be enabled and port must have an IP address in order to use security groups.");
        }

        (await Tenant.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
        var open = (await PutAsync(port.Id(), new { port_security_enabled = false, security_groups = Array.Empty<string>() })).Expect(HttpStatusCode.OK).One;
        (open.Raw("port_security_enabled"), open.Raw("security_groups")).Should().Be(("false", "[]"));
        (await PutAsync(port.Id(), new { security_groups = groups })).Expect(HttpStatusCode.BadRequest);
        var closed = (await PutAsync(port.Id(), new { port_security_enabled = true, security_groups = groups })).Expect(HttpStatusCode.OK).One;
        closed.Groups().Should().Equal(groups);
    }

    [Fact]
    public async Task Address_pairs_are_asked_about_before_groups()
    {
        var pairs = new[] { new { ip_address = "10.0.0.7" } };
        var port = await Tenant.PortAsync((await Tenant.NetworkAsync()).Id(), more: new { allowed_address_pairs = pairs });

        (await PutAsync(port.Id(), new { port_security_enabled = false, security_groups = port.Groups() })).Expect(
            HttpStatusCode.Conflict).ErrorType.Should().Be("AddressPairAndPortSecurityRequired");
    }

    [Fact]
    public async Task A_port_without_address_can_have_groups()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var group = (await Tenant.GroupAsync()).Id();

        var port = await Tenant.PortAsync(network, fixedIps: Array.Empty<object>());

        port.Groups().Should().Equal((await Tenant.DefaultGroupAsync()).Id());
        (await Tenant.ChangeAsync("port", port.Id(), new { security_groups = new[] { group } })).Groups().Should().Equal(group);
        (await Tenant.PortAsync(network, fixedIps: Array.Empty<object>(), more: new { security_groups = new[] { group } })).Groups().Should().Equal(group);
    }

    [Fact]
    public async Task A_port_of_the_service_gets_no_groups_and_keeps_those_that_it_has()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var group = (await Tenant.GroupAsync()).Id();
        var served = await Tenant.PortAsync(network, deviceOwner: "network:dhcp");
        var guarded = await Tenant.PortAsync(network);

        served.Raw("port_security_enabled").Should().Be("false");
        (await PutAsync(served.Id(), new { security_groups = new[] { group } })).Expect(
            HttpStatusCode.BadRequest).ErrorType.Should().Be("PortSecurityAndIPRequiredForSecurityGroups");
        (await PutAsync(served.Id(), new { security_groups = Array.Empty<string>() })).Expect(HttpStatusCode.OK);
        var handed = (await server.Api.ChangeAsync("port", guarded.Id(), new { device_owner = "network:dhcp" })).Groups();
        handed.Should().Equal(guarded.Groups());
        (await PutAsync(guarded.Id(), new { security_groups = handed, name = "same" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_port_has_groups_of_both_kinds_whatever_changes_at_the_same_time()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        await server.Api.PutAsync($"quotas/{_tenant}", new { quota = new { security_group = -1 } });
        for (var round = 0; round < 10; round++)
        {
            var groups = new[] { (await Tenant.GroupAsync()).Id(), (await Tenant.GroupAsync()).Id() };

            var port = Tenant.PostAsync("ports", new { port = new { network_id = network, security_groups = groups } });
            var change = Tenant.PutAsync($"security_groups/{groups[1]}", new { security_group = new { stateful = false } });
            await Task.WhenAll(port, change);

            ((await port).Status, (await change).Status).Should().BeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict), (HttpStatusCode.Conflict, HttpStatusCode.OK));
        }
    }

    private Task<Answer> PutAsync(string port, object changes) => Tenant.PutAsync($"ports/{port}", new { port = changes });
}
