using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;
using Quantum.Server.Api.Tags;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.OpenApi;

public sealed class DocumentTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    /// <summary>Documents that are only read: other methods find nothing there.</summary>
    private static readonly string[] OfDocuments = ["/v2.0/", "/v2.0/extensions", "/v2.0/extensions/{alias}"];

    /// <summary>What is served without being in the catalogue.</summary>
    private static readonly string[] OfService =
    [
        "/", .. OfDocuments,
        "/v2.0/quotas", "/v2.0/quotas/tenant", "/v2.0/quotas/project", "/v2.0/quotas/{tenant}", "/v2.0/quotas/{tenant}/default",
        "/v2.0/quotas/{tenant}/details",
        "/v2.0/agents", "/v2.0/agents/{id}", "/v2.0/availability_zones", "/v2.0/auto-allocated-topology/{tenant}",
        "/v2.0/network-ip-availabilities", "/v2.0/network-ip-availabilities/{id}", "/v2.0/qos/rule-types", "/v2.0/qos/rule-types/{type}",
    ];

    [Fact]
    public async Task Document_is_valid_OpenApi_3_1()
    {
        var read = await Documents.ReadAsync(server.Api);

        read.Diagnostic!.Errors.Should().BeEmpty();
        read.Diagnostic.Warnings.Should().BeEmpty();
        read.Diagnostic.SpecificationVersion.Should().Be(OpenApiSpecVersion.OpenApi3_1);
    }

    [Fact]
    public async Task Document_is_the_same_at_every_request()
    {
        var first = await server.Api.GetAsync(Documents.Path);
        var second = await server.Api.GetAsync(Documents.Path);

        first.ContentType.Should().Be("application/json");
        second.Text.Should().Be(first.Text);
    }

    [Fact]
    public async Task Document_can_be_asked_for_without_its_body()
    {
        var answer = await server.Api.SendAsync(HttpMethod.Head, Documents.Path, content: null);

        answer.Expect(HttpStatusCode.OK).Text.Should().BeEmpty();
    }

    [Fact]
    public async Task Document_is_not_served_under_the_mount_of_2012()
    {
        (await server.Api.GetAsync("/folsom" + Documents.Path)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Addresses_are_those_of_the_server_that_is_asked()
    {
        var document = await Documents.JsonAsync(server.Api);

        document.GetProperty("servers").EnumerateArray().Select(entry => entry.Text("url")).Should().Equal("/");
    }

    [Fact]
    public async Task Every_resource_has_all_operations()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in Resources)
        {
            document.At("paths", $"/v2.0/{resource.Path}").Names().Should().BeEquivalentTo("get", "post");
            document.At("paths", $"/v2.0/{resource.Path}/{{id}}").Names().Where(method => method != "put")
                .Should().BeEquivalentTo("get", "delete");
            document.At("paths", $"/v2.0/{resource.Path}/{{id}}").Has("put").Should().Be(resource.AllowsUpdate);
        }
    }

    [Fact]
    public async Task Every_attribute_stands_where_it_can_be_used()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in Resources)
        {
            var type = Type(resource);
            Properties(type).Should().Equal(Names(resource, attribute => attribute.IsVisible));
            Properties($"{type}Create").Should().Equal(Names(resource, attribute => attribute.Post != PostRule.Refused));
            if (resource.AllowsUpdate)
                Properties($"{type}Update").Should().Equal(Names(resource, attribute => attribute.AllowsPut(ApiProfile.Modern) && !attribute.IsPutByPlugin));
            document.At("paths", $"/v2.0/{resource.Path}", "get").Parameters().Should().Equal(
                [.. Names(resource, attribute => attribute.IsFilter), "fields", "sort_key", "sort_dir", "limit", "marker", "page_reverse"]);
        }

        IEnumerable<string> Properties(string schema) => document.Schema(schema).GetProperty("properties").Names();
    }

    [Fact]
    public async Task Every_attribute_has_a_description_and_an_example()
    {
        var document = await Documents.JsonAsync(server.Api);

        var attributes = Resources
            .Select(Type)
            .SelectMany(type => document.Schema(type).GetProperty("properties").EnumerateObject());

        attributes.Where(attribute => string.IsNullOrEmpty(attribute.Value.Text("description")) || !attribute.Value.Has("examples"))
            .Select(attribute => attribute.Name).Should().BeEmpty();
    }

    [Fact]
    public async Task Attribute_types_carry_all_their_facts()
    {
        var document = await Documents.JsonAsync(server.Api);

        document.Schema("Subnet").At("properties", "id").Raw("readOnly").Should().Be("true");
        document.Schema("Subnet").At("properties", "id").Text("format").Should().Be("uuid");
        document.Schema("Subnet").At("properties", "gateway_ip", "type").EnumerateArray().Select(type => type.GetString())
            .Should().BeEquivalentTo("string", "null");
        document.Schema("Subnet").At("properties", "ip_version", "enum").EnumerateArray().Select(value => value.GetInt32())
            .Should().Equal(4, 6);
        document.Schema("Subnet").At("properties", "allocation_pools", "items", "properties").Names().Should().Equal("start", "end");
        document.Schema("SubnetCreate").At("properties", "name").Raw("maxLength").Should().Be("255");
        document.Schema("SubnetCreate").At("properties", "enable_dhcp").Raw("default").Should().Be("true");
        document.Schema("SubnetCreate").At("properties", "dns_nameservers", "default").GetArrayLength().Should().Be(0);
        document.Schema("SubnetCreate").Raw("additionalProperties").Should().Be("false");
        document.Schema("SubnetCreate").GetProperty("required").EnumerateArray().Select(name => name.GetString())
            .Should().Equal("network_id");
    }

    [Theory]
    [InlineData("/v2.0/ports", "get", 400, 404, 503)]
    [InlineData("/v2.0/ports", "post", 400, 403, 404, 409, 413, 503)]
    [InlineData("/v2.0/ports/{id}", "get", 404, 503)]
    [InlineData("/v2.0/ports/{id}", "put", 400, 403, 404, 409, 412, 413, 503)]
    [InlineData("/v2.0/networks/{id}", "delete", 400, 403, 404, 409, 412, 503)]
    [InlineData("/v2.0/extensions/{alias}", "get", 404, 503)]
    [InlineData("/v2.0/quotas", "get", 403, 503)]
    [InlineData("/v2.0/quotas/tenant", "get", 400, 503)]
    [InlineData("/v2.0/quotas/{tenant}", "get", 403, 503)]
    [InlineData("/v2.0/quotas/{tenant}", "put", 400, 403, 413, 503)]
    [InlineData("/v2.0/quotas/{tenant}", "delete", 403, 503)]
    [InlineData("/v2.0/quotas/{tenant}/details", "get", 403, 503)]
    public async Task Every_refusal_has_an_example(string path, string method, params int[] statuses)
    {
        var document = await Documents.JsonAsync(server.Api);

        var refusals = document.At("paths", path, method, "responses").EnumerateObject().Where(answer => answer.Name[0] != '2').ToList();

        refusals.Select(answer => int.Parse(answer.Name, CultureInfo.InvariantCulture)).Should().Equal(statuses);
        refusals.Select(answer => answer.Value.At("content", "application/json", "examples"))
            .Should().OnlyContain(examples => examples.EnumerateObject().All(example =>
                example.Value.GetProperty("value").Has("NeutronError") && example.Value.GetProperty("value").Has("QuantumError")));
    }

    [Theory]
    [InlineData("put")]
    [InlineData("delete")]
    public async Task Changes_can_name_the_revision(string method)
    {
        var document = await Documents.JsonAsync(server.Api);

        document.At("paths", "/v2.0/ports/{id}", method).Parameters().Should().Equal("id", "If-Match");
    }

    [Fact]
    public async Task Callers_may_but_need_not_say_who_they_are()
    {
        var document = await Documents.JsonAsync(server.Api);

        document.GetProperty("security").EnumerateArray().Select(requirement => string.Join(' ', requirement.Names()))
            .Should().Equal("", "X-Project-Id X-User-Id X-Roles");
    }

    [Fact]
    public async Task Document_describes_the_default_profile()
    {
        await using var folsom = await server.StartAnotherAsync("Quantum:Profile=folsom");

        var document = await Documents.JsonAsync(folsom.Api);

        document.Schema("Error").GetProperty("properties").Names().Should().Equal("QuantumError");
        document.Schema("Network").GetProperty("properties").Names().Should().NotContain("revision_number");
        document.At("paths", "/v2.0/networks", "get").Parameters().Should().NotContain("limit");
        document.At("paths", "/v2.0/networks/{id}", "put").Parameters().Should().Equal("id");
    }

    [Fact]
    public async Task Lists_of_objects_are_left_out_where_the_server_refuses_them()
    {
        await using var single = await server.StartAnotherAsync("Quantum:AllowBulk=false");

        var document = await Documents.JsonAsync(single.Api);

        document.At("paths", "/v2.0/networks", "post").Requests().Select(request => request.Name).Should().Equal("short", "full");
    }

    [Fact]
    public async Task Every_path_that_is_served_is_documented()
    {
        var catalog = server.Host.Services.GetRequiredService<ResourceCatalog>();
        var documented = (await Documents.JsonAsync(server.Api)).GetProperty("paths").Names();

        var members = catalog.All.Concat(catalog.SubResources).Select(served => $"/v2.0/{served.Description.Path}/{{id}}");
        var collections = catalog.All.Concat(catalog.SubResources).Where(served => !served.Description.IsMemberOnly)
            .Select(served => $"/v2.0/{served.Description.Path}");
        var parts = catalog.All.SelectMany(served => served.Actions.Select(action => action.Name)
            .Concat(served.Below.Select(child => child.Description.Collection))
            .Concat(TagEndpoints.IsTaggable(served) ? ["tags", "tags/{tag}"] : [])
            .Select(part => $"/v2.0/{served.Description.Path}/{{id}}/{part}"));

        documented.Should().Contain([.. members, .. collections, .. parts, .. OfService]);
    }

    [Fact]
    public async Task Every_path_that_is_documented_is_served()
    {
        var documented = (await Documents.JsonAsync(server.Api)).GetProperty("paths").Names();

        foreach (var path in documented.Except(OfDocuments).Where(path => path.StartsWith("/v2.0/", StringComparison.Ordinal)))
        {
            var url = Regex.Replace(path, "{[a-z_]+}", ResourceFailures.SampleId.ToString());
            var answer = await server.Api.SendAsync(HttpMethod.Patch, url, content: null);

            (answer.Status == HttpStatusCode.NotFound && answer.ErrorType == "HTTPNotFound").Should().BeFalse("{0} is documented", path);
        }
    }

    [Theory]
    [InlineData("/v2.0/ports", "post", "409", "AddressPairAndPortSecurityRequired")]
    [InlineData("/v2.0/ports", "post", "404", "SecurityGroupNotFound")]
    [InlineData("/v2.0/ports/{id}", "put", "409", "PortSecurityPortHasSecurityGroup")]
    [InlineData("/v2.0/ports/{id}", "delete", "409", "ServicePortInUse")]
    [InlineData("/v2.0/trunks", "post", "409", "ParentPortInUse")]
    [InlineData("/v2.0/qos/policies/{policy_id}/dscp_marking_rules", "post", "409", "QoSRulesConflict")]
    public async Task Refusals_of_todays_features_are_documented_for_todays_clients(string path, string method, string status, string type)
    {
        await using var folsom = await server.StartAnotherAsync("Quantum:Profile=folsom");
        var document = await Documents.JsonAsync(server.Api);
        var old = (await folsom.Api.GetAsync(Documents.Path)).Text;

        document.At("paths", path, method, "responses", status, "content", "application/json", "examples").Names().Should().Contain(type);
        if (type != "ServicePortInUse")
            old.Should().NotContain(type);
    }

    private IEnumerable<ResourceDefinition> Resources =>
        server.Host.Services.GetRequiredService<ResourceCatalog>().All.Select(served => served.Description);

    private static IEnumerable<string> Names(ResourceDefinition resource, Func<AttributeDefinition, bool> has) =>
        resource.Attributes.Where(attribute => attribute.ExistsIn(ApiProfile.Modern) && has(attribute)).Select(attribute => attribute.Name);

    private static string Type(ResourceDefinition resource) =>
        string.Concat(resource.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
