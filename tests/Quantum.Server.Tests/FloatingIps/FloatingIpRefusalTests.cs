using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.FloatingIps;

/// <summary>The refusals in which the profiles differ, or which need a scene of their own.</summary>
public abstract class FloatingIpRefusalTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : FloatingIpRefusalTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FloatingIpRefusalTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_network_that_is_not_there_is_not_found_and_in_2012_is_no_external_one()
    {
        var hidden = await server.Api.NetworkAsync(tenant: Unique.Tenant());

        foreach (var id in new[] { Unique.Id(), hidden.Id() })
        {
            Task<Answer> TakeAsync(ApiClient api) => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = id } });
            await new Refusal(HttpStatusCode.NotFound, "NetworkNotFound", $"Network {id} could not be found.", $"Network {id} could not be found")
                .DemandModernAsync(TakeAsync, Tenant);
            await new Refusal(HttpStatusCode.BadRequest, "BadRequest", $"Bad floatingip request: Network {id} is not a valid external network")
                .DemandFolsomAsync(TakeAsync, Tenant);
        }
    }

    [Fact]
    public async Task The_port_that_it_has_already_is_accepted_and_in_2012_is_a_conflict()
    {
        var scene = await SetAsync();
        var floatingIp = await Tenant.CreateAsync("floatingip", new { floating_network_id = scene.External.Network, port_id = scene.Port.Id() });
        Task<Answer> AgainAsync(ApiClient api) =>
            api.PutAsync($"floatingips/{floatingIp.Id()}", new { floatingip = new { port_id = scene.Port.Id() } });

        (await AgainAsync(Tenant)).Expect(HttpStatusCode.OK).One.Text("port_id").Should().Be(scene.Port.Id());
        await new Refusal(
            HttpStatusCode.Conflict,
            "FloatingIPPortAlreadyAssociated",
            $"Cannot associate floating IP {floatingIp.Text("floating_ip_address")} ({floatingIp.Id()}) with port {scene.Port.Id()} using fixed IP "
            + $"{scene.Port.Addresses().Single()}, as that fixed IP already has a floating IP on external network {scene.External.Network}.")
            .DemandFolsomAsync(AgainAsync, Tenant);
        (await Tenant.ShowAsync("floatingip", floatingIp.Id())).Text("port_id").Should().Be(scene.Port.Id());
    }

    [Fact]
    public async Task An_address_on_a_subnet_without_gateway_is_refused_in_2012()
    {
        var external = await server.Api.ExternalAsync();
        var network = await Tenant.NetworkAsync();
        var subnet = (await Tenant.PostAsync(
            "subnets", $$"""{"subnet": {"network_id": "{{network.Id()}}", "cidr": "{{Unique.Cidr()}}", "ip_version": 4, "gateway_ip": null} }""")).One.Id();
        var (leading, port) = (await Tenant.PortAsync(network.Id()), await Tenant.PortAsync(network.Id()));
        var router = await Tenant.RouterAsync(external.Network);
        (await Tenant.ConnectAsync(router.Id(), new { port_id = leading.Id() })).Expect(HttpStatusCode.OK);
        Task<Answer> TakeAsync(ApiClient api) =>
            api.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network, port_id = port.Id() } });

        await new Refusal(
            HttpStatusCode.BadRequest, "BadRequest", $"Bad floatingip request: Cannot add floating IP to port on subnet {subnet} which has no gateway_ip")
            .DemandFolsomAsync(TakeAsync, Tenant);
        (await server.Api.GetAsync($"floatingips?floating_network_id={external.Network}")).Items.Should().BeEmpty();
        (await TakeAsync(Tenant)).Expect(HttpStatusCode.Created).One.Text("router_id").Should().Be(router.Id());
    }

    [Fact]
    public async Task An_address_that_the_port_does_not_have_is_refused()
    {
        var scene = await SetAsync();

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad floatingip request: Port {scene.Port.Id()} does not have fixed ip 9.9.9.9.",
            $"Bad floatingip request: Port {scene.Port.Id()} does not have fixed ip 9.9.9.9");
        await refusal.DemandAsync(
            api => api.PostAsync(
                "floatingips",
                new { floatingip = new { floating_network_id = scene.External.Network, port_id = scene.Port.Id(), fixed_ip_address = "9.9.9.9" } }),
            Tenant);
    }

    [Fact]
    public async Task A_port_that_is_not_there_is_not_found()
    {
        var external = await server.Api.ExternalAsync();
        var id = Unique.Id();

        var refusal = new Refusal(
            HttpStatusCode.NotFound, "PortNotFound", $"Port {id} could not be found.", $"Port {id} could not be found on network None");
        await refusal.DemandAsync(
            api => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network, port_id = id } }), Tenant);
        (await server.Api.GetAsync($"ports?network_id={external.Network}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_floating_IP_that_is_not_there_is_not_found()
    {
        var id = Unique.Id();
        var refusal = new Refusal(HttpStatusCode.NotFound, "FloatingIPNotFound", $"Floating IP {id} could not be found");

        await refusal.DemandAsync(api => api.GetAsync($"floatingips/{id}"), Tenant);
        await refusal.DemandAsync(api => api.PutAsync($"floatingips/{id}", new { floatingip = new { port_id = Unique.Id() } }), Tenant);
        await refusal.DemandAsync(api => api.DeleteAsync($"floatingips/{id}"), Tenant);
    }

    [Fact]
    public async Task An_external_network_without_free_address_is_exhausted()
    {
        var external = await server.Api.ExternalAsync("198.51.100.0/30");
        await Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network });

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "IpAddressGenerationFailure",
            $"No more IP addresses available on network {external.Network}.");
        Task<Answer> TakeAsync(ApiClient api) => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network } });
        Task<Answer> ConnectAsync(ApiClient api) =>
            api.PostAsync("routers", new { router = new { external_gateway_info = new { network_id = external.Network } } });
        await refusal.DemandModernAsync(TakeAsync, Tenant);
        await refusal.DemandModernAsync(ConnectAsync, Tenant);
        (await TakeAsync(Tenant.InFolsom())).Expect(HttpStatusCode.BadRequest);
        (await ConnectAsync(Tenant.InFolsom())).Expect(HttpStatusCode.BadRequest);
        (await Tenant.GetAsync("routers")).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("router")]
    [InlineData("floatingip")]
    public async Task More_than_the_quota_is_refused(string resource)
    {
        await using var host = await server.StartAnotherAsync("Quantum:Quota:Router=1", "Quantum:Quota:FloatingIp=1");
        var external = await server.Api.ExternalAsync();
        object body = resource == "router" ? new { router = new { } } : new { floatingip = new { floating_network_id = external.Network } };
        (await host.Api.As(_tenant).PostAsync($"{resource}s", body)).Expect(HttpStatusCode.Created);

        var refusal = new Refusal(
            HttpStatusCode.Conflict, "OverQuota", $"Quota exceeded for resources: ['{resource}'].", $"Quota exceeded for resources: ['{resource}']");
        await refusal.DemandAsync(api => api.PostAsync($"{resource}s", body), host.Api.As(_tenant));
        (await Tenant.GetAsync($"{resource}s")).Items.Should().ContainSingle();
    }

    /// <summary>A port on a network that a router leads out of.</summary>
    private async Task<(Place External, JsonElement Port)> SetAsync()
    {
        var external = await server.Api.ExternalAsync();
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync(external.Network);
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        return (external, await Tenant.PortAsync(inside.Network));
    }
}
