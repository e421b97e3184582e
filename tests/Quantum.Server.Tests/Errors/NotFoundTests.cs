using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Errors;

public abstract class NotFoundTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : NotFoundTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : NotFoundTests(server), IClassFixture<ServerOnPostgres>;

    public static TheoryData<string, string, string, string> Resources => new()
    {
        { "networks", "NetworkNotFound", "Network {0} could not be found.", "Network {0} could not be found" },
        { "subnets", "SubnetNotFound", "Subnet {0} could not be found.", "Subnet {0} could not be found" },
        { "ports", "PortNotFound", "Port {0} could not be found.", "Port {0} could not be found on network None" },
    };

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Show_of_an_id_that_does_not_exist_is_not_found(string collection, string type, string message, string old)
    {
        var id = Unique.Id();

        await Missing(type, message, old, id).DemandAsync(api => api.GetAsync($"{collection}/{id}"), server.Api);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Update_of_an_id_that_does_not_exist_is_not_found(string collection, string type, string message, string old)
    {
        var id = Unique.Id();
        var body = new Dictionary<string, object> { [collection[..^1]] = new { name = "other" } };

        await Missing(type, message, old, id).DemandAsync(api => api.PutAsync($"{collection}/{id}", body), server.Api);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Delete_of_an_id_that_does_not_exist_is_not_found(string collection, string type, string message, string old)
    {
        var id = Unique.Id();

        await Missing(type, message, old, id).DemandAsync(api => api.DeleteAsync($"{collection}/{id}"), server.Api);
    }

    [Fact]
    public async Task Delete_of_what_was_deleted_before_is_not_found()
    {
        var network = await server.Api.NetworkAsync();
        (await server.Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);

        await Missing("NetworkNotFound", "Network {0} could not be found.", "Network {0} could not be found", network.Id())
            .DemandAsync(api => api.DeleteAsync($"networks/{network.Id()}"), server.Api);
    }

    [Fact]
    public async Task An_upper_case_id_names_nothing()
    {
        var network = await server.Api.NetworkAsync();
        var id = network.Id().ToUpperInvariant();

        await Missing("NetworkNotFound", "Network {0} could not be found.", "Network {0} could not be found", id)
            .DemandAsync(api => api.GetAsync($"networks/{id}"), server.Api);
    }

    [Fact]
    public async Task Create_subnet_on_a_network_that_does_not_exist_is_not_found()
    {
        var id = Unique.Id();
        var body = new { subnet = new { network_id = id, ip_version = 4, cidr = "10.0.0.0/24", tenant_id = "t" } };

        await Missing("NetworkNotFound", "Network {0} could not be found.", "Network {0} could not be found", id)
            .DemandAsync(api => api.PostAsync("subnets", body), server.Api);
    }

    [Fact]
    public async Task Create_port_on_a_network_that_does_not_exist_is_not_found()
    {
        var id = Unique.Id();
        var body = new { port = new { network_id = id, tenant_id = "t" } };

        await Missing("NetworkNotFound", "Network {0} could not be found.", "Network {0} could not be found", id)
            .DemandAsync(api => api.PostAsync("ports", body), server.Api);
    }

    [Fact]
    public async Task Create_port_with_an_address_on_a_subnet_that_does_not_exist_is_not_found()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        var subnet = Unique.Id();
        var body = new { port = new { network_id = network.Id(), tenant_id = "t", fixed_ips = new[] { new { subnet_id = subnet } } } };

        await Missing("SubnetNotFound", "Subnet {0} could not be found.", "Subnet {0} could not be found", subnet)
            .DemandAsync(api => api.PostAsync("ports", body), server.Api);
    }

    [Theory]
    [InlineData("networks", "NetworkNotFound")]
    [InlineData("subnets", "SubnetNotFound")]
    [InlineData("ports", "PortNotFound")]
    public async Task Member_id_that_is_no_uuid_is_not_found(string collection, string type)
    {
        var answer = await server.Api.GetAsync($"{collection}/abc");

        answer.Expect(HttpStatusCode.NotFound).ErrorType.Should().Be(type);
    }

    private static Refusal Missing(string type, string message, string old, string id) =>
        new(HttpStatusCode.NotFound, type, string.Format(null, message, id), string.Format(null, old, id));
}
