using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Tenancy;

/// <summary>A network stops being shared only when nobody but its owner uses it, whoever asks and whatever they see.</summary>
public abstract class SharingTests(ServerFixture server)
{
    private static readonly object Private = new { network = new { shared = false } };

    private readonly string _owner = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : SharingTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SharingTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_port_of_a_guest_keeps_the_network_shared_though_its_owner_did_not_see_it_in_2012()
    {
        var network = await server.Api.NetworkAsync(name: "lobby", tenant: _owner, shared: true);
        await server.Api.As(Unique.Tenant()).PortAsync(network.Id());

        var answer = await server.Api.As(_owner).InFolsom().PutAsync($"networks/{network.Id()}", Private);

        answer.Expect(HttpStatusCode.Conflict).QuantumError.Should().Be(
            "Unable to reconfigure sharing settings for network lobby. Multiple tenants are using it");
        (await server.Api.ShowAsync("network", network.Id())).Raw("shared").Should().Be("true");
    }

    [Fact]
    public async Task A_subnet_of_a_guest_keeps_the_network_shared()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        await server.Api.SubnetAsync(network.Id(), tenant: Unique.Tenant());

        (await server.Api.PutAsync($"networks/{network.Id()}", Private)).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("InvalidSharedSetting");
    }

    [Fact]
    public async Task A_port_of_the_service_itself_keeps_the_network_shared()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        await server.Api.PortAsync(network.Id(), tenant: "");

        (await server.Api.PutAsync($"networks/{network.Id()}", Private)).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_owners_own_objects_do_not_keep_the_network_shared()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        var subnet = await server.Api.SubnetAsync(network.Id(), tenant: _owner);
        await server.Api.PortAsync(network.Id(), tenant: _owner);

        (await server.Api.PutAsync($"networks/{network.Id()}", Private)).Expect(HttpStatusCode.OK).One.Raw("shared").Should().Be("false");
        (await server.Api.As(Unique.Tenant()).GetAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task After_the_guest_left_the_network_can_be_private()
    {
        var guest = server.Api.As(Unique.Tenant());
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        var port = await guest.PortAsync(network.Id());
        (await guest.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);

        (await server.Api.PutAsync($"networks/{network.Id()}", Private)).Expect(HttpStatusCode.OK);
        (await guest.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Subnets_follow_the_sharing_of_their_network()
    {
        var stranger = server.Api.As(Unique.Tenant());
        var network = await server.Api.NetworkAsync(tenant: _owner);
        var before = await server.Api.SubnetAsync(network.Id(), tenant: _owner);

        await server.Api.ChangeAsync("network", network.Id(), new { shared = true });
        var after = await server.Api.SubnetAsync(network.Id(), tenant: _owner);

        (await stranger.GetAsync($"subnets?network_id={network.Id()}")).Ids.Should().BeEquivalentTo(before.Id(), after.Id());
    }

    [Fact]
    public async Task A_port_of_a_guest_keeps_the_network_from_being_deleted_by_an_owner_who_did_not_see_it_in_2012()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        await server.Api.As(Unique.Tenant()).PortAsync(network.Id());

        (await server.Api.As(_owner).InFolsom().DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.Conflict);
        (await server.Api.As(_owner).DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("NetworkInUse");
    }

    [Fact]
    public async Task Guests_and_the_owner_who_closes_the_network_never_both_succeed()
    {
        for (var round = 0; round < 10; round++)
        {
            var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
            var guest = server.Api.As(Unique.Tenant());

            var port = guest.PostAsync("ports", new { port = new { network_id = network.Id() } });
            var closing = server.Api.PutAsync($"networks/{network.Id()}", Private);
            await Task.WhenAll(port, closing);

            var outcome = ((await port).Status, (await closing).Status);
            outcome.Should().BeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict), (HttpStatusCode.NotFound, HttpStatusCode.OK));
        }
    }
}
