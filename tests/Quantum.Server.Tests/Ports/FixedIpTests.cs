using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Ports;

/// <summary>The addresses that ports are given, ask for, and release.</summary>
public abstract class FixedIpTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : FixedIpTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FixedIpTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_port_is_given_one_address_of_each_version()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        await server.Api.SubnetAsync(network.Id(), cidr: "10.1.0.0/24");
        await server.Api.SubnetAsync(network.Id(), cidr: "fd00::/64", ipVersion: 6);

        var port = await server.Api.PortAsync(network.Id());

        port.Addresses().Should().Equal("10.0.0.2", "fd00::2");
    }

    [Fact]
    public async Task When_a_subnet_is_full_the_next_one_gives()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/30");
        await server.Api.SubnetAsync(network.Id(), cidr: "10.1.0.0/24");

        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.2");
        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.1.0.2");
    }

    [Fact]
    public async Task A_version_without_addresses_fails_the_port_though_the_other_has_some()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        await server.Api.SubnetAsync(network.Id(), cidr: "fd00::/64", ipVersion: 6, more: new { allocation_pools = Array.Empty<object>() });

        var answer = await server.Api.PostAsync("ports", new { port = new { network_id = network.Id() } });

        answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressGenerationFailure");
        (await server.Api.GetAsync($"ports?network_id={network.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Whether_DHCP_serves_a_subnet_does_not_matter()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24", more: new { enable_dhcp = false });

        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.2");
    }

    [Fact]
    public async Task No_address_can_be_asked_for()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id());

        (await server.Api.PortAsync(network.Id(), fixedIps: Array.Empty<object>())).Addresses().Should().BeEmpty();
    }

    [Theory]
    [InlineData("10.0.0.77")]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.200")]
    public async Task Any_address_of_the_block_can_be_asked_for_the_gateway_and_those_outside_pools_too(string address)
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(
            network.Id(), cidr: "10.0.0.0/24", more: new { allocation_pools = new[] { new { start = "10.0.0.10", end = "10.0.0.99" } } });

        var port = await server.Api.PortAsync(network.Id(), fixedIps: new[] { new { ip_address = address } });

        port.Raw("fixed_ips").Should().Be($$"""[{"subnet_id":"{{subnet.Id()}}","ip_address":"{{address}}"}]""");
    }

    [Fact]
    public async Task A_subnet_can_be_asked_for_twice()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var item = new { subnet_id = subnet.Id() };

        (await server.Api.PortAsync(network.Id(), fixedIps: new[] { item, item })).Addresses().Should().Equal("10.0.0.2", "10.0.0.3");
    }

    [Fact]
    public async Task An_automatic_choice_avoids_what_the_same_request_names_and_the_order_is_kept()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        object[] wanted = [new { subnet_id = subnet.Id() }, new { ip_address = "10.0.0.2" }];

        var port = await server.Api.PortAsync(network.Id(), fixedIps: wanted);

        port.Addresses().Should().Equal("10.0.0.3", "10.0.0.2");
        (await server.Api.ShowAsync("port", port.Id())).Addresses().Should().Equal("10.0.0.3", "10.0.0.2");
    }

    [Fact]
    public async Task Unknown_keys_of_an_item_have_no_effect()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");

        var port = await server.Api.PortAsync(network.Id(), fixedIps: new[] { new { ip_address = "10.0.0.9", colour = "red" } });

        port.Addresses().Should().Equal("10.0.0.9");
    }

    [Fact]
    public async Task One_address_has_one_holder_in_whatever_notation_it_is_asked_for()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "fd00::/64", ipVersion: 6);
        var first = await server.Api.PortAsync(network.Id(), fixedIps: new[] { new { ip_address = "FD00:0:0::00AB" } });

        var second = await server.Api.PostAsync(
            "ports", new { port = new { network_id = network.Id(), fixed_ips = new[] { new { ip_address = "fd00::ab" } } } });

        first.Addresses().Should().Equal("fd00::ab");
        second.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressAlreadyAllocated");
    }

    [Fact]
    public async Task An_update_replaces_the_list_and_keeps_what_is_in_both()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var port = await server.Api.PortAsync(network.Id());

        var two = await server.Api.ChangeAsync("port", port.Id(), new { fixed_ips = new[] { new { ip_address = "10.0.0.2" }, new { ip_address = "10.0.0.9" } } });
        var one = await server.Api.ChangeAsync("port", port.Id(), new { fixed_ips = new[] { new { subnet_id = subnet.Id(), ip_address = "10.0.0.9" } } });

        two.Addresses().Should().Equal("10.0.0.2", "10.0.0.9");
        one.Addresses().Should().Equal("10.0.0.9");
        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.2");
    }

    [Fact]
    public async Task An_update_that_fails_leaves_the_addresses_as_they_were()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var other = await server.Api.PortAsync(network.Id());
        var port = await server.Api.PortAsync(network.Id());
        var body = new { port = new { name = "new", fixed_ips = new[] { new { ip_address = other.Addresses()[0] } } } };

        (await server.Api.PutAsync($"ports/{port.Id()}", body)).Expect(HttpStatusCode.Conflict);

        (await server.Api.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
    }

    [Fact]
    public async Task An_update_to_no_addresses_releases_all()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var port = await server.Api.PortAsync(network.Id());

        (await server.Api.ChangeAsync("port", port.Id(), new { fixed_ips = Array.Empty<object>() })).Addresses().Should().BeEmpty();
        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.2");
    }

    [Fact]
    public async Task A_held_address_is_free_when_its_lease_would_have_ended()
    {
        await using var host = await server.StartAnotherAsync("Quantum:DhcpLeaseDuration=1");
        var folsom = host.Api.As(Unique.Tenant(), "admin").InFolsom();
        var network = await folsom.NetworkAsync();
        await folsom.SubnetAsync(network.Id(), cidr: "198.18.0.0/30");
        var port = await folsom.PortAsync(network.Id());
        await folsom.DeleteAsync($"ports/{port.Id()}");

        await Eventually.BecomesTrueAsync(
            async _ => (await folsom.PostAsync("ports", new { port = new { network_id = network.Id() } })).Status == HttpStatusCode.Created,
            TimeSpan.FromSeconds(20),
            CancellationToken.None);

        (await folsom.GetAsync($"ports?network_id={network.Id()}")).Items.Single().Addresses().Should().Equal("198.18.0.2");
    }

    [Fact]
    public async Task Addresses_outside_the_pools_are_never_held()
    {
        var folsom = server.Api.As(Unique.Tenant(), "admin").InFolsom();
        var network = await folsom.NetworkAsync();
        await folsom.SubnetAsync(network.Id(), cidr: "198.18.1.0/24", more: new { allocation_pools = Array.Empty<object>() });
        var wanted = new[] { new { ip_address = "198.18.1.9" } };
        var port = await folsom.PortAsync(network.Id(), fixedIps: wanted);
        await folsom.DeleteAsync($"ports/{port.Id()}");

        (await folsom.PortAsync(network.Id(), fixedIps: wanted)).Addresses().Should().Equal("198.18.1.9");
    }

    [Fact]
    public async Task Parallel_callers_are_given_different_addresses()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");

        var ports = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => server.Api.PortAsync(network.Id())));

        ports.SelectMany(port => port.Addresses()).Should().OnlyHaveUniqueItems().And.HaveCount(40);
    }

    [Fact]
    public async Task Parallel_callers_empty_a_subnet_to_the_last_address()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/29");
        var body = new { port = new { network_id = network.Id() } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Api.PostAsync("ports", body)));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).SelectMany(answer => answer.One.Addresses())
            .Should().BeEquivalentTo("10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6");
        answers.Where(answer => answer.Status != HttpStatusCode.Created).Should().HaveCount(15)
            .And.AllSatisfy(answer => answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressGenerationFailure"));
    }

    [Fact]
    public async Task Of_parallel_callers_with_one_address_one_succeeds()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var body = new { port = new { network_id = network.Id(), fixed_ips = new[] { new { ip_address = "10.0.0.9" } } } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Api.PostAsync("ports", body)));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).Should().ContainSingle();
        answers.Where(answer => answer.Status == HttpStatusCode.Conflict).Should().HaveCount(19);
    }
}
