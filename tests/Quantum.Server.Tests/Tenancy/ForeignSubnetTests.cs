using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Tenancy;

public abstract class ForeignSubnetTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : ForeignSubnetTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ForeignSubnetTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_subnet_of_another_tenant_does_not_exist_for_a_new_port(bool folsom)
    {
        var tenant = Caller(folsom);
        var hidden = await HiddenSubnetAsync();
        var network = (await tenant.NetworkAsync()).Id();

        var answer = await tenant.PostAsync("ports", new { port = new { network_id = network, fixed_ips = new[] { new { subnet_id = hidden } } } });

        answer.Expect(HttpStatusCode.NotFound).QuantumError.Should().Be($"Subnet {hidden} could not be found");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_subnet_of_another_tenant_does_not_exist_for_a_port_that_changes(bool folsom)
    {
        var tenant = Caller(folsom);
        var hidden = await HiddenSubnetAsync();
        var port = await tenant.PortAsync((await tenant.NetworkAsync()).Id());

        var answer = await tenant.PutAsync($"ports/{port.Id()}", new { port = new { fixed_ips = new[] { new { subnet_id = hidden } } } });

        answer.Expect(HttpStatusCode.NotFound).QuantumError.Should().Be($"Subnet {hidden} could not be found");
    }

    [Fact]
    public async Task A_subnet_on_another_of_the_tenants_networks_is_invalid()
    {
        var tenant = Caller(folsom: false);
        var other = await tenant.SubnetAsync((await tenant.NetworkAsync()).Id());
        var network = (await tenant.NetworkAsync()).Id();

        var answer = await tenant.PostAsync("ports", new { port = new { network_id = network, fixed_ips = new[] { new { subnet_id = other.Id() } } } });

        answer.Expect(
            HttpStatusCode.BadRequest,
            "InvalidInput",
            $"Invalid input for operation: Failed to create port on network {network}, because fixed_ips included invalid subnet {other.Id()}.");
    }

    private ApiClient Caller(bool folsom)
    {
        var caller = server.Api.As(Unique.Tenant());
        return folsom ? caller.InFolsom() : caller;
    }

    private async Task<string> HiddenSubnetAsync()
    {
        var owner = server.Api.As(Unique.Tenant());
        return (await owner.SubnetAsync((await owner.NetworkAsync()).Id())).Id();
    }
}
