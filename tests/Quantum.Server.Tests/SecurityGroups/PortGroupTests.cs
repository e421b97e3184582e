using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.SecurityGroups;

/// <summary>The groups of ports.</summary>
public abstract class PortGroupTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : PortGroupTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PortGroupTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_port_that_asks_for_none_has_the_default_group()
    {
        var network = await Tenant.NetworkAsync();

        var port = await Tenant.PortAsync(network.Id());

        port.Groups().Should().Equal((await Tenant.DefaultGroupAsync()).Id());
        (await Tenant.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
        (await Tenant.GetAsync("ports")).Items.Single().GetRawText().Should().Be(port.GetRawText());
    }

    [Fact]
    public async Task A_port_has_the_default_group_of_its_owner()
    {
        var network = await Tenant.NetworkAsync();

        var port = await server.Api.PortAsync(network.Id(), tenant: _tenant);

        port.Groups().Should().Equal((await Tenant.DefaultGroupAsync()).Id());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_port_can_have_none(string none)
    {
        var network = await Tenant.NetworkAsync();
        var guarded = await Tenant.PortAsync(network.Id());

        var created = await Tenant.PostAsync("ports", $$"""{"port": {"security_groups": {{none}}, "network_id": "{{network.Id()}}"} }""");
        var changed = await Tenant.PutAsync($"ports/{guarded.Id()}", $$"""{"port": {"security_groups": {{none}} } }""");

        created.Expect(HttpStatusCode.Created).One.Groups().Should().BeEmpty();
        changed.Expect(HttpStatusCode.OK).One.Groups().Should().BeEmpty();
        (await Tenant.ShowAsync("port", guarded.Id())).Groups().Should().BeEmpty();
    }

    [Theory]
    [InlineData("network:dhcp")]
    [InlineData("network:anything")]
    public async Task The_services_own_ports_have_none(string owner)
    {
        var network = await Tenant.NetworkAsync();
        var group = await Tenant.GroupAsync();

        (await Tenant.PortAsync(network.Id(), deviceOwner: owner)).Groups().Should().BeEmpty();
        (await Tenant.PostAsync("ports", new { port = new { network_id = network.Id(), device_owner = owner, security_groups = new[] { group.Id() } } }))
            .Expect(
                HttpStatusCode.BadRequest,
                "PortSecurityAndIPRequiredForSecurityGroups",
                "Port security must be enabled and port must have an IP address in order to use security groups.");
    }

    [Fact]
    public async Task Update_replaces_the_groups_and_counts_as_a_change()
    {
        var network = await Tenant.NetworkAsync();
        var (a, b, c) = ((await Tenant.GroupAsync()).Id(), (await Tenant.GroupAsync()).Id(), (await Tenant.GroupAsync()).Id());
        var port = await Tenant.PortAsync(network.Id(), more: new { security_groups = new[] { a, b } });

        var changed = await Tenant.ChangeAsync("port", port.Id(), new { security_groups = new[] { c, b } });
        var same = await Tenant.ChangeAsync("port", port.Id(), new { security_groups = new[] { b, c } });

        port.Groups().Should().BeEquivalentTo([a, b]);
        changed.Groups().Should().BeEquivalentTo([b, c]);
        changed.Revision().Should().Be(port.Revision() + 1);
        same.GetRawText().Should().Be(changed.GetRawText());
        (await Tenant.ShowAsync("port", port.Id())).GetRawText().Should().Be(changed.GetRawText());
    }

    [Fact]
    public async Task Other_changes_leave_the_groups()
    {
        var network = await Tenant.NetworkAsync();
        var port = await Tenant.PortAsync(network.Id());

        (await Tenant.ChangeAsync("port", port.Id(), new { name = "web" })).Groups().Should().Equal(port.Groups());
    }

    [Fact]
    public async Task Groups_that_the_caller_does_not_see_do_not_exist()
    {
        var network = await Tenant.NetworkAsync();
        var port = await Tenant.PortAsync(network.Id());
        var foreign = (await server.Api.As(Unique.Tenant()).GroupAsync()).Id();

        foreach (var id in new[] { foreign, Unique.Id() })
        {
            (await Tenant.PostAsync("ports", new { port = new { network_id = network.Id(), security_groups = new[] { id } } }))
                .Expect(HttpStatusCode.NotFound, "SecurityGroupNotFound", $"Security group {id} does not exist");
            (await Tenant.PutAsync($"ports/{port.Id()}", new { port = new { security_groups = new[] { id } } }))
                .Expect(HttpStatusCode.NotFound, "SecurityGroupNotFound", $"Security group {id} does not exist");
        }

        (await Tenant.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
    }

    [Fact]
    public async Task Stateful_and_stateless_groups_do_not_mix()
    {
        var network = await Tenant.NetworkAsync();
        var groups = new[] { (await Tenant.GroupAsync()).Id(), (await Tenant.GroupAsync(new { stateful = false })).Id() };

        (await Tenant.PostAsync("ports", new { port = new { network_id = network.Id(), security_groups = groups } })).Expect(
            HttpStatusCode.Conflict,
            "SecurityGroupConflict",
            "Error Cannot apply both stateful and stateless security groups on the same port at the same time while attempting the operation.");
    }

    [Theory]
    [InlineData("\"web\"", "'web' is not a list")]
    [InlineData("[\"web\"]", "'web' is not a valid UUID")]
    [InlineData(
        "[\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\", \"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"]",
        "Duplicate items in the list: '7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10'")]
    public async Task Groups_are_a_list_of_ids(string sent, string reason)
    {
        var network = await Tenant.NetworkAsync();

        (await Tenant.PostAsync("ports", $$"""{"port": {"security_groups": {{sent}}, "network_id": "{{network.Id()}}"} }"""))
            .Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Invalid input for security_groups. Reason: {reason}.");
    }

    [Fact]
    public async Task Lists_of_ports_are_filtered_by_groups()
    {
        var network = await Tenant.NetworkAsync();
        var (a, b) = ((await Tenant.GroupAsync()).Id(), (await Tenant.GroupAsync()).Id());
        var first = await Tenant.PortAsync(network.Id(), more: new { security_groups = new[] { a } });
        var second = await Tenant.PortAsync(network.Id(), more: new { security_groups = new[] { a, b } });
        await Tenant.PortAsync(network.Id());

        (await Tenant.GetAsync($"ports?security_groups={a}")).Ids.Should().BeEquivalentTo([first.Id(), second.Id()]);
        (await Tenant.GetAsync($"ports?security_groups={b}")).Items.Single().Groups().Should().BeEquivalentTo([a, b]);
        (await Tenant.GetAsync("ports?security_groups=default")).Items.Should().BeEmpty();
        (await Tenant.GetAsync($"ports?security_groups={b}&fields=security_groups&fields=device_id")).Items.Single().Names()
            .Should().BeEquivalentTo("security_groups", "device_id");
    }

    [Fact]
    public async Task Ports_with_many_addresses_and_groups_show_each_once()
    {
        var network = await Tenant.NetworkAsync();
        var subnet = await Tenant.SubnetAsync(network.Id(), "10.0.0.0/24");
        var groups = new[] { (await Tenant.GroupAsync()).Id(), (await Tenant.GroupAsync()).Id(), (await Tenant.GroupAsync()).Id() };
        var addresses = new[] { new { subnet_id = subnet.Id() }, new { subnet_id = subnet.Id() } };

        await Tenant.PortAsync(network.Id(), fixedIps: addresses, more: new { security_groups = groups });

        var listed = (await Tenant.GetAsync("ports")).Items.Single();
        listed.Addresses().Should().HaveCount(2).And.OnlyHaveUniqueItems();
        listed.Groups().Should().BeEquivalentTo(groups);
    }

    [Fact]
    public async Task Ports_of_2012_show_no_groups_and_have_none()
    {
        var network = await Tenant.NetworkAsync();

        var port = await Tenant.InFolsom().PortAsync(network.Id());

        port.Has("security_groups").Should().BeFalse();
        (await Tenant.ShowAsync("port", port.Id())).Groups().Should().BeEmpty();
        var guarded = await Tenant.PortAsync(network.Id());
        (await Tenant.InFolsom().ChangeAsync("port", guarded.Id(), new { name = "web" })).Has("security_groups").Should().BeFalse();
        (await Tenant.ShowAsync("port", guarded.Id())).Groups().Should().NotBeEmpty();
    }

    [Fact]
    public async Task Deleting_a_group_while_ports_take_it_leaves_no_port_without()
    {
        var network = await Tenant.NetworkAsync();
        for (var round = 0; round < 5; round++)
        {
            var group = (await Tenant.GroupAsync()).Id();

            var creating = Enumerable.Range(0, 5).Select(_ =>
                Tenant.PostAsync("ports", new { port = new { network_id = network.Id(), security_groups = new[] { group } } })).ToList();
            var deletion = await Tenant.DeleteAsync($"security_groups/{group}");
            var creations = await Task.WhenAll(creating);

            deletion.Status.Should().BeOneOf(HttpStatusCode.NoContent, HttpStatusCode.Conflict);
            var isGone = deletion.Status == HttpStatusCode.NoContent;
            creations.Should().AllSatisfy(answer => answer.Status.Should().BeOneOf(HttpStatusCode.Created, HttpStatusCode.NotFound));
            (await Tenant.GetAsync($"ports?security_groups={group}")).Items.Should()
                .HaveCount(isGone ? 0 : creations.Count(answer => answer.Status == HttpStatusCode.Created));
        }
    }
}
