using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Rbac;

/// <summary>Networks that are external for the tenants that policies name.</summary>
public abstract class ExternalToSomeTests(ServerFixture server)
{
    private const string External = "access_as_external";

    private readonly string _guest = Unique.Tenant();

    private ApiClient Guest => server.Api.As(_guest);

    private ApiClient Stranger => server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : ExternalToSomeTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ExternalToSomeTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_policy_makes_a_network_external_for_its_target_alone()
    {
        var place = await server.Api.InsideAsync();

        await server.Api.OpenAsync(place.Network, _guest, External);

        (await server.Api.ShowAsync("network", place.Network)).Raw("router:external").Should().Be("true");
        var seen = await Guest.ShowAsync("network", place.Network);
        (seen.Raw("router:external"), seen.Raw("shared")).Should().Be(("true", "false"));
        (await Guest.GetAsync("networks?router:external=True")).Ids.Should().Contain(place.Network);
        await Guest.RouterAsync(place.Network);
        (await Stranger.GetAsync($"networks/{place.Network}")).Expect(HttpStatusCode.NotFound);
        (await Stranger.PostAsync("routers", new { router = new { external_gateway_info = new { network_id = place.Network } } }))
            .Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_flag_and_the_policies_say_the_same()
    {
        var network = (await server.Api.ExternalAsync()).Network;
        (await server.Api.PoliciesAsync(network)).Should().Equal("access_as_external *");

        var policy = (await server.Api.GetAsync($"rbac-policies?object_id={network}")).Ids.Single();
        (await server.Api.RetargetAsync(policy, _guest)).Expect(HttpStatusCode.OK);
        (await Stranger.GetAsync($"networks/{network}")).Expect(HttpStatusCode.NotFound);
        (await Guest.ShowAsync("network", network)).Raw("router:external").Should().Be("true");

        await server.Api.ChangeAsync("network", network, new Dictionary<string, object> { ["router:external"] = false });
        (await server.Api.PoliciesAsync(network)).Should().BeEmpty();
        (await Guest.GetAsync($"networks/{network}")).Expect(HttpStatusCode.NotFound);

        await server.Api.ChangeAsync("network", network, RouterSteps.External);
        (await server.Api.PoliciesAsync(network)).Should().Equal("access_as_external *");
        policy = (await server.Api.GetAsync($"rbac-policies?object_id={network}")).Ids.Single();
        (await server.Api.DeleteAsync($"rbac-policies/{policy}")).Expect(HttpStatusCode.NoContent);
        (await server.Api.ShowAsync("network", network)).Raw("router:external").Should().Be("false");
    }

    [Fact]
    public async Task A_policy_that_gateways_or_floating_ips_depend_on_stays()
    {
        var gateways = (await server.Api.ExternalAsync()).Network;
        var addresses = (await server.Api.ExternalAsync()).Network;
        var router = await Guest.RouterAsync(gateways);
        await Guest.CreateAsync("floatingip", new { floating_network_id = addresses });

        foreach (var network in new[] { gateways, addresses })
        {
            var policy = (await server.Api.GetAsync($"rbac-policies?object_id={network}")).Ids.Single();
            (await server.Api.DeleteAsync($"rbac-policies/{policy}")).Expect(
                HttpStatusCode.Conflict,
                "RbacPolicyInUse",
                $"RBAC policy on object {network} cannot be removed because other objects depend on it.\n"
                + "Details: There are routers attached to this network that depend on this policy for access.");
            (await server.Api.RetargetAsync(policy, Unique.Tenant())).Expect(HttpStatusCode.Conflict);
            (await server.Api.RetargetAsync(policy, _guest)).Expect(HttpStatusCode.OK);
        }

        (await Guest.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
        var free = (await server.Api.GetAsync($"rbac-policies?object_id={gateways}")).Ids.Single();
        (await server.Api.DeleteAsync($"rbac-policies/{free}")).Expect(HttpStatusCode.NoContent);
    }
}
