using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Profiles;

/// <summary>The options that give one profile the other's behaviour.</summary>
public abstract class ProfileOptionTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : ProfileOptionTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ProfileOptionTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("both", new[] { "NeutronError", "QuantumError" })]
    [InlineData("quantum", new[] { "QuantumError" })]
    [InlineData("neutron", new[] { "NeutronError" })]
    public async Task The_error_keys_are_an_option(string value, string[] keys)
    {
        await using var host = await server.StartAnotherAsync($"Quantum:ErrorBody={value}");

        (await host.Api.GetAsync($"ports/{Unique.Id()}")).Json.Names().Should().Equal(keys);
        (await host.Api.InFolsom().GetAsync($"ports/{Unique.Id()}")).Json.Names().Should().Equal(keys);
    }

    [Fact]
    public async Task Unknown_attributes_can_be_ignored_today()
    {
        await using var host = await server.StartAnotherAsync("Quantum:UnknownAttributes=ignore");

        var answer = await host.Api.PostAsync("networks", new { network = new { colour = "red" } });

        answer.Expect(HttpStatusCode.Created).One.Has("colour").Should().BeFalse();
    }

    [Fact]
    public async Task Unknown_attributes_can_be_refused_in_2012()
    {
        await using var host = await server.StartAnotherAsync("Quantum:UnknownAttributes=reject");

        var answer = await host.Api.InFolsom().PostAsync("networks", new { network = new { tenant_id = _tenant, colour = "red" } });

        answer.Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be("Unrecognized attribute(s) 'colour'");
    }

    [Fact]
    public async Task Unknown_filters_can_be_ignored_today()
    {
        await using var host = await server.StartAnotherAsync("Quantum:UnknownFilters=ignore");

        (await host.Api.GetAsync("networks?bogus=1")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unknown_filters_can_be_refused_in_2012()
    {
        await using var host = await server.StartAnotherAsync("Quantum:UnknownFilters=reject");

        (await host.Api.InFolsom().GetAsync("networks?bogus=1")).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be("['bogus'] is invalid attribute for filtering");
    }

    [Fact]
    public async Task Ownership_of_networks_can_be_strict_today()
    {
        await using var host = await server.StartAnotherAsync("Quantum:StrictNetworkOwnership=true");
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant());

        var answer = await host.Api.As(_tenant, "admin").PostAsync("ports", new { port = new { network_id = network.Id() } });

        answer.Expect(HttpStatusCode.Forbidden, "HTTPForbidden", $"Tenant {_tenant} not allowed to create port on this network");
    }

    [Fact]
    public async Task Ownership_of_networks_can_be_lenient_in_2012()
    {
        await using var host = await server.StartAnotherAsync("Quantum:StrictNetworkOwnership=false");
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant());

        var answer = await host.Api.As(_tenant, "admin").InFolsom().PostAsync("ports", new { port = new { network_id = network.Id() } });

        answer.Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("on_bind", "DOWN")]
    [InlineData("on_create", "ACTIVE")]
    [InlineData("agent", "DOWN")]
    public async Task The_status_of_new_ports_is_an_option(string rule, string status)
    {
        await using var host = await server.StartAnotherAsync($"Quantum:PortStatus={rule}");
        var admin = host.Api.As(_tenant, "admin");
        var network = await admin.NetworkAsync();

        (await admin.PortAsync(network.Id())).Text("status").Should().Be(status);
        (await admin.InFolsom().PortAsync(network.Id())).Text("status").Should().Be(status);
    }

    [Fact]
    public async Task Overlaps_can_be_refused_everywhere_today()
    {
        await using var host = await server.StartAnotherAsync("Quantum:AllowOverlappingIps=false");
        var cidr = Unique.Cidr();
        await host.Api.SubnetAsync((await host.Api.NetworkAsync()).Id(), cidr: cidr);
        var other = await host.Api.NetworkAsync();

        var answer = await host.Api.PostAsync("subnets", new { subnet = new { network_id = other.Id(), ip_version = 4, cidr } });

        answer.Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("InvalidInput");
    }

    [Fact]
    public async Task Overlaps_can_be_allowed_in_2012()
    {
        await using var host = await server.StartAnotherAsync("Quantum:AllowOverlappingIps=true");
        var folsom = host.Api.As(_tenant, "admin").InFolsom();
        var cidr = Unique.Cidr();
        await folsom.SubnetAsync((await folsom.NetworkAsync()).Id(), cidr: cidr);

        var second = await folsom.SubnetAsync((await folsom.NetworkAsync()).Id(), cidr: cidr);

        second.Text("cidr").Should().Be(cidr);
    }

    [Fact]
    public async Task Released_addresses_can_be_held_today()
    {
        await using var host = await server.StartAnotherAsync("Quantum:HoldReleasedAddresses=true");
        var network = await host.Api.NetworkAsync();
        await host.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var port = await host.Api.PortAsync(network.Id());

        await host.Api.DeleteAsync($"ports/{port.Id()}");

        (await host.Api.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.3");
    }

    [Fact]
    public async Task Released_addresses_can_be_free_at_once_in_2012()
    {
        await using var host = await server.StartAnotherAsync("Quantum:HoldReleasedAddresses=false");
        var folsom = host.Api.As(_tenant, "admin").InFolsom();
        var network = await folsom.NetworkAsync();
        await folsom.SubnetAsync(network.Id());
        var port = await folsom.PortAsync(network.Id());

        await folsom.DeleteAsync($"ports/{port.Id()}");

        (await folsom.PortAsync(network.Id())).Addresses().Should().Equal(port.Addresses());
    }

    [Fact]
    public async Task Addresses_can_be_chosen_at_random()
    {
        await using var host = await server.StartAnotherAsync("Quantum:IpChoice=random");
        var network = await host.Api.NetworkAsync();
        await host.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/16");
        var ports = Enumerable.Repeat(new { network_id = network.Id() }, 8).ToArray();

        var answer = await host.Api.PostAsync("ports", new { ports });

        var addresses = answer.Expect(HttpStatusCode.Created).Items.SelectMany(port => port.Addresses()).ToList();
        addresses.Should().OnlyHaveUniqueItems().And.HaveCount(8);
        addresses.Should().NotBeEquivalentTo(Enumerable.Range(2, 8).Select(last => $"10.0.0.{last}"));
    }

    [Fact]
    public async Task The_project_of_callers_without_identity_is_an_option()
    {
        await using var host = await server.StartAnotherAsync("Quantum:NoauthDefaultProject=everybody");

        (await host.Api.NetworkAsync()).Text("tenant_id").Should().Be("everybody");
        (await host.Api.InFolsom().NetworkAsync()).Text("tenant_id").Should().Be("everybody");
    }

    [Fact]
    public async Task Callers_without_identity_can_be_left_without_a_project()
    {
        await using var host = await server.StartAnotherAsync("Quantum:NoauthDefaultProject=");

        (await host.Api.PostAsync("networks", new { network = new { } })).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Running without keystyone AuthN requires  that tenant_id is specified");
    }
}
