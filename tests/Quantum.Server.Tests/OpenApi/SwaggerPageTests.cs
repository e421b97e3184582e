using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.OpenApi;

public sealed class SwaggerPageTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    [Theory]
    [InlineData("/swagger")]
    [InlineData("/swagger/")]
    public async Task Short_address_leads_to_the_page(string path)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.MovedPermanently);
        new Uri(new Uri(server.Host.Address, path), answer.Headers.Location!).AbsolutePath.Should().Be("/swagger/index.html");
    }

    [Fact]
    public async Task Page_loads_nothing_from_elsewhere()
    {
        var page = (await server.Api.GetAsync("/swagger/index.html")).Expect(HttpStatusCode.OK);

        page.ContentType.Should().StartWith("text/html");
        page.Text.Should().NotMatchRegex("(src|href)=\"(https?:)?//");
    }

    [Fact]
    public async Task Page_shows_the_document()
    {
        var script = (await server.Api.GetAsync("/swagger/index.js")).Expect(HttpStatusCode.OK);

        script.Text.Should().Contain($"..{Documents.Path}");
    }

    [Fact]
    public async Task Unknown_file_of_the_page_is_not_found()
    {
        (await server.Api.GetAsync("/swagger/nothing.js")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("HTTPNotFound");
    }

    [Fact]
    public async Task Page_is_not_served_under_the_mount_of_2012()
    {
        (await server.Api.GetAsync("/folsom/swagger")).Status.Should().Be(HttpStatusCode.NotFound);
    }
}
