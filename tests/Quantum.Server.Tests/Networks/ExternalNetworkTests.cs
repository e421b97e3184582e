using System.Net;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Networks;

/// <summary><c>router:external</c>: networks that routers of every tenant lead to.</summary>
public abstract class ExternalNetworkTests(ServerFixture server)
{
    private const string Inside = """{"network": {"router:external": false}}""";

    private const string Outside = """{"network": {"router:external": true}}""";

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : ExternalNetworkTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ExternalNetworkTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Networks_are_internal_unless_said_otherwise()
    {
        (await Tenant.NetworkAsync()).Raw("router:external").Should().Be("false");
        (await server.Api.NetworkAsync(more: RouterSteps.External)).Raw("router:external").Should().Be("true");
    }

    [Fact]
    public async Task External_networks_are_there_for_all_tenants_but_their_subnets_are_not()
    {
        var external = await server.Api.ExternalAsync();

        foreach (var caller in new[] { Tenant, Tenant.InFolsom() })
        {
            (await caller.ShowAsync("network", external.Network)).Raw("router:external").Should().Be("true");
            (await caller.GetAsync($"networks?id={external.Network}")).Ids.Should().Equal(external.Network);
            (await caller.GetAsync($"subnets/{external.Subnet}")).Expect(HttpStatusCode.NotFound);
            (await caller.GetAsync($"subnets?network_id={external.Network}")).Items.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task External_networks_take_no_ports_of_other_tenants()
    {
        var external = await server.Api.ExternalAsync();

        (await Tenant.PostAsync("ports", new { port = new { network_id = external.Network } })).Expect(HttpStatusCode.Forbidden);
        (await server.Api.GetAsync($"ports?network_id={external.Network}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Members_do_not_make_networks_external()
    {
        var network = await Tenant.NetworkAsync();

        (await Tenant.PostAsync("networks", Outside)).Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        (await Tenant.PutAsync($"networks/{network.Id()}", Outside)).Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        (await Tenant.InFolsom().PostAsync("networks", Outside)).Expect(HttpStatusCode.Forbidden);
        (await Tenant.ShowAsync("network", network.Id())).Raw("router:external").Should().Be("false");
    }

    [Fact]
    public async Task Members_may_say_that_a_network_is_not_external()
    {
        (await Tenant.PostAsync("networks", Inside)).Expect(HttpStatusCode.Created).One.Raw("router:external").Should().Be("false");
    }

    [Fact]
    public async Task A_network_with_gateways_stays_external()
    {
        var external = await server.Api.ExternalAsync();
        var router = await Tenant.RouterAsync(external.Network);

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "ExternalNetworkInUse",
            $"External network {external.Network} cannot be updated to be made non-external, since it has existing gateway ports.",
            $"External network {external.Network} cannot be updated to be made non-external, since it has existing gateway ports");
        await refusal.DemandAsync(api => api.PutAsync($"networks/{external.Network}", Inside), server.Api);
        (await server.Api.PutAsync($"networks/{external.Network}", Outside)).Expect(HttpStatusCode.OK);
        (await Tenant.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
        (await server.Api.PutAsync($"networks/{external.Network}", Inside)).Expect(HttpStatusCode.OK).One.Raw("router:external").Should().Be("false");
        (await Tenant.GetAsync($"networks/{external.Network}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_network_with_floating_IPs_stays_external()
    {
        var external = await server.Api.ExternalAsync();
        await Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network });

        (await server.Api.PutAsync($"networks/{external.Network}", Inside)).Expect(
            HttpStatusCode.Conflict).ErrorType.Should().Be("ExternalNetworkInUse");
        (await server.Api.DeleteAsync($"networks/{external.Network}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("NetworkInUse");
        (await server.Api.DeleteAsync($"subnets/{external.Subnet}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("SubnetInUse");
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("true", true)]
    [InlineData("False", false)]
    public async Task Networks_can_be_filtered_by_it(string text, bool external)
    {
        var name = Unique.Name("net");
        var inside = await server.Api.NetworkAsync(name);
        var outside = await server.Api.NetworkAsync(name, more: RouterSteps.External);

        (await server.Api.GetAsync($"networks?name={name}&router:external={text}")).Ids.Should().Equal(external ? outside.Id() : inside.Id());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    public async Task What_is_no_boolean_is_refused(string value)
    {
        (await server.Api.PostAsync("networks", $$"""{"network": {"router:external": {{value}} } }""")).Expect(HttpStatusCode.BadRequest);
    }
}
