using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Subnets;

public abstract class SubnetTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : SubnetTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SubnetTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Block, gateway as JSON, and the pools that follow as <c>start-end</c>.</summary>
    public static TheoryData<string, string, string[]> DefaultPools => new()
    {
        { "10.8.0.0/24", "null", ["10.8.0.1-10.8.0.254"] },
        { "10.9.0.0/24", "\"10.9.0.254\"", ["10.9.0.1-10.9.0.253"] },
        { "10.10.0.0/24", "\"10.10.0.100\"", ["10.10.0.1-10.10.0.99", "10.10.0.101-10.10.0.254"] },
        { "10.11.0.0/24", "\"192.168.1.1\"", ["10.11.0.1-10.11.0.254"] },
        { "10.12.0.0/24", "\"1.1.1.1\"", ["10.12.0.1-10.12.0.254"] },
        { "10.13.0.0/24", "\"10.13.0.0\"", ["10.13.0.1-10.13.0.254"] },
        { "10.14.0.0/24", "\"10.14.0.255\"", ["10.14.0.1-10.14.0.254"] },
        { "10.0.0.0/24", "\"10.0.0.1\"", ["10.0.0.2-10.0.0.254"] },
        { "fd01::/64", "null", ["fd01::1-fd01::ffff:ffff:ffff:fffe"] },
        { "10.0.0.0/8", "\"10.0.0.1\"", ["10.0.0.2-10.255.255.254"] },
    };

    /// <summary>Block, and the gateway and pools of a subnet that names none.</summary>
    public static TheoryData<string, string, string[]> DefaultGateways => new()
    {
        { "10.0.0.0/24", "10.0.0.1", ["10.0.0.2-10.0.0.254"] },
        { "10.7.0.0/30", "10.7.0.1", ["10.7.0.2-10.7.0.2"] },
        { "10.7.1.0/29", "10.7.1.1", ["10.7.1.2-10.7.1.6"] },
        { "10.7.2.0/31", "10.7.2.1", [] },
        { "10.7.3.7/32", "10.7.3.8", [] },
        { "fd00::/64", "fd00::1", ["fd00::2-fd00::ffff:ffff:ffff:fffe"] },
    };

    [Theory]
    [MemberData(nameof(DefaultGateways))]
    public async Task Create_without_a_gateway_uses_the_first_host(string cidr, string gateway, string[] pools)
    {
        var network = await server.Api.NetworkAsync();

        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: cidr, ipVersion: cidr.Contains(':', StringComparison.Ordinal) ? 6 : 4);

        subnet.Text("gateway_ip").Should().Be(gateway);
        subnet.Pools().Should().Equal(pools);
    }

    [Theory]
    [MemberData(nameof(DefaultPools))]
    public async Task Create_without_pools_leaves_out_the_gateway(string cidr, string gateway, string[] pools)
    {
        var network = await server.Api.NetworkAsync();
        var version = cidr.Contains(':', StringComparison.Ordinal) ? 6 : 4;
        var body = $$"""{"network_id": "{{network.Id()}}", "ip_version": {{version}}, "cidr": "{{cidr}}", "gateway_ip": {{gateway}} }""";

        var answer = await server.Api.PostAsync("subnets", JsonMerge.Wrap("subnet", body));

        answer.Expect(HttpStatusCode.Created).One.Pools().Should().Equal(pools);
        answer.One.Raw("gateway_ip").Should().Be(gateway);
    }

    [Theory]
    [InlineData("10.2.0.5/24", "10.2.0.0/24")]
    [InlineData("10.4.0.0/255.255.255.0", "10.4.0.0/24")]
    [InlineData("FD00:0:0::5/64", "fd00::/64")]
    public async Task Blocks_are_kept_in_one_form_and_found_in_it(string sent, string kept)
    {
        var network = await server.Api.NetworkAsync();

        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: sent, ipVersion: kept.Contains(':', StringComparison.Ordinal) ? 6 : 4);

        subnet.Text("cidr").Should().Be(kept);
        (await server.Api.GetAsync($"subnets?network_id={network.Id()}&cidr={kept}")).Ids.Should().Equal(subnet.Id());
    }

    [Fact]
    public async Task Addresses_are_kept_in_one_form()
    {
        string[] servers = ["FD00::0053"];
        var routes = new[] { new { destination = "FD01::1/64", nexthop = "FD00:0::9" } };
        var network = await server.Api.NetworkAsync();

        var subnet = await server.Api.SubnetAsync(
            network.Id(),
            cidr: "fd00::/64",
            ipVersion: 6,
            more: new { gateway_ip = "FD00:0:0:0::00FE", dns_nameservers = servers, host_routes = routes });

        subnet.Text("gateway_ip").Should().Be("fd00::fe");
        subnet.Raw("dns_nameservers").Should().Be("""["fd00::53"]""");
        subnet.Raw("host_routes").Should().Be("""[{"destination":"fd01::/64","nexthop":"fd00::9"}]""");
    }

    [Fact]
    public async Task Given_pools_are_kept_sorted_and_used()
    {
        var network = await server.Api.NetworkAsync();
        var pools = new[] { new { start = "10.0.0.100", end = "10.0.0.100" }, new { start = "10.0.0.20", end = "10.0.0.20" } };

        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24", more: new { allocation_pools = pools });

        subnet.Pools().Should().Equal("10.0.0.20-10.0.0.20", "10.0.0.100-10.0.0.100");
        (await server.Api.ShowAsync("subnet", subnet.Id())).Raw("allocation_pools").Should().Be(subnet.Raw("allocation_pools"));
        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.20");
        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.100");
    }

    [Fact]
    public async Task New_pools_are_used_from_then_on()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        await server.Api.PortAsync(network.Id());

        await server.Api.ChangeAsync("subnet", subnet.Id(), new { allocation_pools = new[] { new { start = "10.0.0.50", end = "10.0.0.60" } } });

        (await server.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.50");
    }

    [Fact]
    public async Task A_changed_gateway_leaves_the_pools_as_they_are()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");

        var changed = await server.Api.ChangeAsync("subnet", subnet.Id(), new { gateway_ip = (string?)null });

        changed.Raw("gateway_ip").Should().Be("null");
        changed.Pools().Should().Equal("10.0.0.2-10.0.0.254");
    }

    [Fact]
    public async Task A_gateway_moves_into_a_pool_only_in_2012()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "192.0.2.0/24");
        var body = new { subnet = new { gateway_ip = "192.0.2.9" } };

        (await server.Api.PutAsync($"subnets/{subnet.Id()}", body)).Expect(HttpStatusCode.Conflict)
            .ErrorType.Should().Be("GatewayConflictWithAllocationPools");
        (await server.Api.InFolsom().PutAsync($"subnets/{subnet.Id()}", body)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Name_servers_and_routes_are_replaced_and_cleared_and_keep_their_order()
    {
        string[] first = ["9.9.9.9", "1.1.1.1"];
        string[] second = ["8.8.8.8", "9.9.9.9"];
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id(), more: new { dns_nameservers = first });

        var replaced = await server.Api.ChangeAsync("subnet", subnet.Id(), new { dns_nameservers = second });
        var cleared = await server.Api.ChangeAsync("subnet", subnet.Id(), new { dns_nameservers = Array.Empty<string>() });

        subnet.Raw("dns_nameservers").Should().Be("""["9.9.9.9","1.1.1.1"]""");
        replaced.Raw("dns_nameservers").Should().Be("""["8.8.8.8","9.9.9.9"]""");
        cleared.Raw("dns_nameservers").Should().Be("[]");
    }

    [Fact]
    public async Task Versions_never_overlap()
    {
        var network = await server.Api.NetworkAsync();

        await server.Api.SubnetAsync(network.Id(), cidr: "100.64.0.0/10");
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "::/0", ipVersion: 6);

        subnet.Text("cidr").Should().Be("::/0");
    }

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0/24")]
    [InlineData("10.0.0.0/24", "10.0.0.128/25")]
    [InlineData("10.0.0.0/24", "10.0.0.0/8")]
    [InlineData("10.0.0.0/24", "10.0.0.77/32")]
    [InlineData("10.0.0.0/24", "0.0.0.0/0")]
    public async Task Blocks_of_one_network_share_no_address(string first, string second)
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: first);

        var answer = await server.Api.PostAsync("subnets", new { subnet = new { network_id = network.Id(), ip_version = 4, cidr = second } });

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().EndWith("overlaps with another subnet.");
    }

    [Fact]
    public async Task Blocks_of_one_list_share_no_address()
    {
        var network = await server.Api.NetworkAsync();
        object Item(string cidr) => new { network_id = network.Id(), ip_version = 4, cidr };

        var answer = await server.Api.PostAsync("subnets", new { subnets = new[] { Item("10.0.0.0/24"), Item("10.0.0.0/25") } });

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().EndWith("overlaps with another subnet.");
        (await server.Api.GetAsync($"subnets?network_id={network.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_parallel_callers_with_one_block_one_succeeds()
    {
        var network = await server.Api.NetworkAsync();
        var body = new { subnet = new { network_id = network.Id(), ip_version = 4, cidr = "10.0.0.0/24" } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Api.PostAsync("subnets", body)));

        answers.Where(answer => answer.Status == HttpStatusCode.Created).Should().ContainSingle();
        answers.Where(answer => answer.Status == HttpStatusCode.BadRequest).Should().HaveCount(19);
    }

    [Fact]
    public async Task Parallel_callers_with_different_blocks_all_succeed()
    {
        var network = await server.Api.NetworkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.Api.PostAsync(
            "subnets", new { subnet = new { network_id = network.Id(), ip_version = 4, cidr = $"10.0.{i}.0/24" } })));

        answers.Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.Created));
        (await server.Api.ShowAsync("network", network.Id())).GetProperty("subnets").GetArrayLength().Should().Be(20);
    }

    [Fact]
    public async Task Delete_takes_the_address_from_a_DHCP_port_and_leaves_the_port()
    {
        var network = await server.Api.NetworkAsync();
        var first = await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var second = await server.Api.SubnetAsync(network.Id(), cidr: "10.1.0.0/24");
        var port = await server.Api.PortAsync(
            network.Id(), fixedIps: new[] { new { subnet_id = first.Id() }, new { subnet_id = second.Id() } }, deviceOwner: "network:dhcp");

        (await server.Api.DeleteAsync($"subnets/{first.Id()}")).Expect(HttpStatusCode.NoContent);

        var left = await server.Api.ShowAsync("port", port.Id());
        left.Addresses().Should().Equal("10.1.0.2");
        left.Raw("revision_number").Should().Be("2");
    }

    [Fact]
    public async Task Delete_with_held_addresses_only_passes()
    {
        var folsom = server.Api.As(Unique.Tenant(), "admin").InFolsom();
        var network = await folsom.NetworkAsync();
        var subnet = await folsom.SubnetAsync(network.Id());
        var port = await folsom.PortAsync(network.Id());
        await folsom.DeleteAsync($"ports/{port.Id()}");

        (await folsom.DeleteAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_limits_of_lists_are_options()
    {
        await using var host = await server.StartAnotherAsync("Quantum:MaxDnsNameservers=1");
        var network = await host.Api.NetworkAsync();
        var body = new { subnet = new { network_id = network.Id(), ip_version = 4, cidr = "10.0.0.0/24", dns_nameservers = new[] { "1.1.1.1", "9.9.9.9" } } };

        (await host.Api.PostAsync("subnets", body)).Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().EndWith("exceeds the limit 1.");
    }
}
