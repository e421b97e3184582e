using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.OpenApi;

public sealed class PluginAttributeTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    private const string Colour = "acme:colour";

    private static readonly string Plugin =
        $"Quantum:Plugin={typeof(ColourPlugin).FullName}, {typeof(ColourPlugin).Assembly.GetName().Name}";

    [Fact]
    public async Task Attribute_of_a_plugin_is_in_the_document()
    {
        await using var coloured = await server.StartAnotherAsync(Plugin);

        var document = await Documents.JsonAsync(coloured.Api);

        document.Schema("Network").At("properties", Colour).Text("description").Should().Be("The network's colour.");
        document.Schema("NetworkCreate").At("properties", Colour).Raw("default").Should().Be("\"red\"");
        document.Schema("NetworkUpdate").At("properties", Colour, "enum").EnumerateArray().Select(value => value.GetString())
            .Should().Equal("red", "blue");
        document.At("paths", "/v2.0/networks", "get").Parameters().Should().Contain(Colour);
        document.Schema("Port").GetProperty("properties").Names().Should().NotContain(Colour);
    }

    [Fact]
    public async Task Attribute_of_a_plugin_is_in_examples_that_work()
    {
        await using var coloured = await server.StartAnotherAsync(Plugin);
        var document = await Documents.JsonAsync(coloured.Api);
        var full = document.At("paths", "/v2.0/networks", "post").Requests().Single(request => request.Name == "full");

        var answer = await coloured.Api.PostAsync("networks", full.Body);

        answer.Expect(HttpStatusCode.Created).One.Text(Colour).Should().Be("blue");
    }

    [Fact]
    public async Task Policy_rule_of_an_attribute_is_named()
    {
        await using var coloured = await server.StartAnotherAsync(Plugin);

        var document = await Documents.JsonAsync(coloured.Api);

        document.Schema("NetworkUpdate").At("properties", Colour).Text("description")
            .Should().Be("The network's colour. Asks policy rule update_network:acme:colour.");
    }
}
