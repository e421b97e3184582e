using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Tags;

public abstract class TagTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : TagTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : TagTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    [InlineData("router")]
    [InlineData("floatingip")]
    public async Task Every_resource_is_tagged_in_the_same_way(string resource)
    {
        var created = await CreateAsync(resource);
        var tags = $"{resource}s/{created.Id()}/tags";
        created.Raw("tags").Should().Be("[]");

        (await server.Api.PutAsync(tags, Body("b", "a"))).Expect(HttpStatusCode.OK).Text.Should().Be("""{"tags":["a","b"]}""");
        (await server.Api.PostAsync(tags, Body("c", "a"))).Expect(HttpStatusCode.Created).Text.Should().Be("""{"tags":["a","b","c"]}""");
        (await PutAsync($"{tags}/d")).Expect(HttpStatusCode.Created);
        (await server.Api.DeleteAsync($"{tags}/b")).Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();

        (await server.Api.GetAsync(tags)).Expect(HttpStatusCode.OK).Text.Should().Be("""{"tags":["a","c","d"]}""");
        (await server.Api.GetAsync($"{tags}/c")).Expect(HttpStatusCode.NoContent);
        (await server.Api.GetAsync($"{tags}/b")).Expect(HttpStatusCode.NotFound, "TagNotFound", "Tag b could not be found.");
        (await server.Api.ShowAsync(resource, created.Id())).Raw("tags").Should().Be("""["a","c","d"]""");
        (await server.Api.GetAsync($"{resource}s?tags=c&id={created.Id()}")).Items.Single().Raw("tags").Should().Be("""["a","c","d"]""");

        (await server.Api.DeleteAsync(tags)).Expect(HttpStatusCode.NoContent);
        (await server.Api.ShowAsync(resource, created.Id())).Raw("tags").Should().Be("[]");
    }

    [Theory]
    [InlineData("trunks")]
    [InlineData("subnetpools")]
    [InlineData("security-groups")]
    [InlineData("qos/policies")]
    public async Task What_was_added_since_is_tagged_in_the_same_way(string path)
    {
        var created = await CreateAtAsync(path);
        var tags = $"{path}/{created.Id()}/tags";

        (await server.Api.PutAsync(tags, Body("b", "a"))).Expect(HttpStatusCode.OK).Text.Should().Be("""{"tags":["a","b"]}""");
        (await PutAsync($"{tags}/c")).Expect(HttpStatusCode.Created);
        (await server.Api.DeleteAsync($"{tags}/b")).Expect(HttpStatusCode.NoContent);

        var tagged = (await server.Api.GetAsync($"{path}/{created.Id()}")).Expect(HttpStatusCode.OK).One;
        tagged.Raw("tags").Should().Be("""["a","c"]""");
        tagged.Revision().Should().Be(created.Revision() + 3);
        (await server.Api.GetAsync($"{path}?tags=a&id={created.Id()}")).Ids.Should().Equal(created.Id());
        (await Tenant.PutAsync(tags, Body("d"))).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("TagResourceNotFound");
        (await server.Api.DeleteAsync(tags)).Expect(HttpStatusCode.NoContent);
        (await server.Api.GetAsync(tags)).Text.Should().Be("""{"tags":[]}""");
    }

    [Fact]
    public async Task QoS_policies_are_tagged_below_their_longer_path()
    {
        var policy = (await server.Api.PostAsync("qos/policies", new { policy = new { name = "gold" } })).Expect(HttpStatusCode.Created).One.Id();
        var tags = $"qos/policies/{policy}/tags";

        (await server.Api.PutAsync(tags, Body("b", "a"))).Expect(HttpStatusCode.OK).Text.Should().Be("""{"tags":["a","b"]}""");
        (await server.Api.DeleteAsync($"{tags}/b")).Expect(HttpStatusCode.NoContent);
        (await server.Api.GetAsync($"qos/policies/{policy}")).One.Raw("tags").Should().Be("""["a"]""");
        (await server.Api.InFolsom().GetAsync(tags)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_of_tags_is_a_change_of_the_resource_unless_nothing_changes()
    {
        var network = await Tenant.NetworkAsync();
        var tags = $"networks/{network.Id()}/tags";

        await Tenant.PutAsync(tags, Body("a", "b"));
        (await Tenant.ShowAsync("network", network.Id())).Revision().Should().Be(2);

        await Tenant.PutAsync(tags, Body("b", "a"));
        await Tenant.PostAsync(tags, Body("a"));
        (await Tenant.ShowAsync("network", network.Id())).Revision().Should().Be(2);

        await Tenant.DeleteAsync($"{tags}/a");
        (await Tenant.ShowAsync("network", network.Id())).Revision().Should().Be(3);
    }

    [Fact]
    public async Task Tags_obey_the_revision_that_the_client_insists_on()
    {
        var network = await Tenant.NetworkAsync();
        var tags = $"networks/{network.Id()}/tags";

        var stale = await Tenant.With("If-Match", "revision_number=7").PutAsync(tags, Body("a"));
        var current = await Tenant.With("If-Match", "revision_number=1").PutAsync(tags, Body("a"));

        stale.Expect(HttpStatusCode.PreconditionFailed, "RevisionNumberConstraintFailed", "Constrained to 7, but current revision is 1");
        current.Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("tags=red,blue", "rb")]
    [InlineData("tags=red&tags=blue", "rb")]
    [InlineData("tags=red", "r rb")]
    [InlineData("tags-any=red,blue", "b r rb")]
    [InlineData("not-tags=red,blue", "b none r")]
    [InlineData("not-tags-any=red,blue", "none")]
    [InlineData("tags=red&not-tags=blue", "r")]
    [InlineData("tags=red&tags-any=blue,green", "rb")]
    [InlineData("tags=re", "")]
    [InlineData("tags=", "")]
    [InlineData("not-tags-any=%25", "b none r rb")]
    public async Task Lists_are_filtered_by_tags(string query, string expected)
    {
        foreach (var (name, tags) in new[] { ("none", Body()), ("r", Body("red")), ("b", Body("blue")), ("rb", Body("red", "blue")) })
            (await Tenant.PutAsync($"networks/{(await Tenant.NetworkAsync(name)).Id()}/tags", tags)).Expect(HttpStatusCode.OK);

        var answer = await Tenant.GetAsync($"networks?{query}&fields=name");

        string.Join(' ', answer.Expect(HttpStatusCode.OK).Items.Select(item => item.Text("name")).Order()).Should().Be(expected);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("50%_of\"it\"\\")]
    [InlineData("日本語 😀")]
    [InlineData("line\nbreak")]
    [InlineData("x.y'z")]
    public async Task Any_text_can_be_a_tag(string tag)
    {
        var network = await Tenant.NetworkAsync();
        var tags = $"networks/{network.Id()}/tags";
        var escaped = Uri.EscapeDataString(tag);

        (await PutAsync($"{tags}/{escaped}")).Expect(HttpStatusCode.Created);

        (await Tenant.GetAsync(tags)).Json.GetProperty("tags")[0].GetString().Should().Be(tag);
        (await Tenant.GetAsync($"networks?tags={escaped}")).Ids.Should().Equal(network.Id());
        (await Tenant.DeleteAsync($"{tags}/{escaped}")).Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("{}", "Invalid tags body")]
    [InlineData("[]", "Invalid tags body")]
    [InlineData("", "Invalid tags body")]
    [InlineData("""{"tags": "a"}""", "'a' is not a list")]
    [InlineData("""{"tags": null}""", "'None' is not a list")]
    [InlineData("""{"tags": [5]}""", "'5' is not a valid string")]
    [InlineData("""{"tags": [""]}""", "'' Blank strings are not permitted")]
    [InlineData("""{"tags": ["a", "b", "a"]}""", "Duplicate items in the list: 'a'")]
    public async Task Tags_of_the_wrong_form_are_refused(string body, string reason)
    {
        var network = await Tenant.NetworkAsync();

        var answer = await Tenant.PutAsync($"networks/{network.Id()}/tags", body);

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
    }

    [Fact]
    public async Task A_tag_has_at_most_255_characters()
    {
        var tags = $"networks/{(await Tenant.NetworkAsync()).Id()}/tags";

        (await PutAsync($"{tags}/{new string('x', 255)}")).Expect(HttpStatusCode.Created);
        var answer = await PutAsync($"{tags}/{new string('x', 256)}");

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().EndWith("exceeds maximum length of 255.");
    }

    [Fact]
    public async Task A_resource_has_at_most_50_tags()
    {
        var network = await Tenant.NetworkAsync();
        var tags = $"networks/{network.Id()}/tags";
        const string Message = "Bad networks request: The number of tags exceed the per-resource limit of 50.";

        (await Tenant.PutAsync(tags, Body(Numbers(51)))).Expect(HttpStatusCode.BadRequest, "BadRequest", Message);
        (await Tenant.PutAsync(tags, Body(Numbers(50)))).Expect(HttpStatusCode.OK);
        (await PutAsync($"{tags}/more")).Expect(HttpStatusCode.BadRequest, "BadRequest", Message);
        (await PutAsync($"{tags}/1")).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Ports_can_be_tagged_when_they_are_created()
    {
        var network = (await Tenant.NetworkAsync()).Id();

        var answer = await Tenant.PostAsync(
            "ports", $$"""{"ports": [{"network_id": "{{network}}", "tags": ["b", "a"]}, {"network_id": "{{network}}"}]}""");

        answer.Expect(HttpStatusCode.Created).Items.Select(port => port.Raw("tags")).Should().Equal("""["a","b"]""", "[]");
        (await Tenant.PutAsync($"ports/{answer.Items[0].Id()}", """{"port": {"tags": ["c"]}}"""))
            .Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "Cannot update read-only attribute tags");
    }

    [Fact]
    public async Task Who_may_not_change_a_resource_may_not_tag_it()
    {
        var network = await server.Api.As(_tenant, "admin").NetworkAsync(shared: true);
        var tags = $"networks/{network.Id()}/tags";
        await Tenant.PutAsync(tags, Body("a"));
        var guest = server.Api.As(Unique.Tenant());

        (await guest.GetAsync(tags)).Expect(HttpStatusCode.OK).Text.Should().Be("""{"tags":["a"]}""");
        (await guest.PutAsync(tags, Body("b"))).Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        (await guest.DeleteAsync($"{tags}/a")).Expect(HttpStatusCode.Forbidden);
        (await server.Api.As(_tenant, "reader").DeleteAsync(tags)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Tags_of_what_the_caller_does_not_see_are_not_found()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var stranger = server.Api.As(Unique.Tenant());
        var message = $"Resource networks {network} could not be found.";

        (await stranger.GetAsync($"networks/{network}/tags")).Expect(HttpStatusCode.NotFound, "TagResourceNotFound", message);
        (await stranger.PutAsync($"networks/{network}/tags", Body("a"))).Expect(HttpStatusCode.NotFound, "TagResourceNotFound", message);
        (await stranger.DeleteAsync($"networks/{network}/tags/a")).Expect(HttpStatusCode.NotFound, "TagResourceNotFound", message);
        (await Tenant.GetAsync($"networks/{Unique.Id()}/tags")).Expect(HttpStatusCode.NotFound);
        (await Tenant.GetAsync($"nothings/{network}/tags")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Clients_of_2012_know_no_tags()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        await Tenant.PutAsync($"networks/{network}/tags", Body("a"));
        var folsom = Tenant.InFolsom();

        (await folsom.GetAsync($"networks/{network}")).One.Has("tags").Should().BeFalse();
        (await folsom.GetAsync($"networks/{network}/tags")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync($"networks/{network}/tags/a")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync("networks?tags=b")).Ids.Should().Contain(network);
    }

    [Fact]
    public async Task The_extensions_tell_what_can_be_tagged()
    {
        var answer = await Tenant.GetAsync("extensions/standard-attr-tag");

        answer.Expect(HttpStatusCode.OK).One.Text("name").Should()
            .StartWith("Tag support for resources with standard attribute: network, subnet, port, router, floatingip");
        (await Tenant.GetAsync("extensions/tag-creation")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Other_methods_are_refused()
    {
        var tags = $"networks/{(await Tenant.NetworkAsync()).Id()}/tags";

        (await Tenant.SendAsync(HttpMethod.Patch, tags, null)).Expect(HttpStatusCode.MethodNotAllowed);
        (await Tenant.PostAsync($"{tags}/a", "{}")).Expect(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Parallel_callers_lose_no_tag()
    {
        var tags = $"networks/{(await Tenant.NetworkAsync()).Id()}/tags";

        var answers = await Task.WhenAll(Numbers(20).Select(tag => PutAsync($"{tags}/{tag}")));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.Created);
        (await Tenant.GetAsync(tags)).Json.GetProperty("tags").GetArrayLength().Should().Be(20);
    }

    private Task<Answer> PutAsync(string path) => server.Api.SendAsync(HttpMethod.Put, path, content: null);

    private static string[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(number => $"{number}")];

    private static object Body(params string[] tags) => new { tags };

    private async Task<JsonElement> CreateAtAsync(string path)
    {
        object body = path switch
        {
            "trunks" => new { trunk = new { port_id = (await server.Api.PortAsync((await server.Api.NetworkAsync()).Id())).Id() } },
            "subnetpools" => new { subnetpool = new { name = "pool", prefixes = new[] { "10.0.0.0/8" } } },
            "security-groups" => new { security_group = new { name = "web" } },
            _ => new { policy = new { name = "gold" } },
        };
        return (await server.Api.PostAsync(path, body)).Expect(HttpStatusCode.Created).One;
    }

    private async Task<JsonElement> CreateAsync(string resource)
    {
        var place = await server.Api.ExternalAsync();
        return resource switch
        {
            "network" => await server.Api.ShowAsync("network", place.Network),
            "subnet" => await server.Api.ShowAsync("subnet", place.Subnet),
            "port" => await server.Api.PortAsync(place.Network),
            "router" => await server.Api.RouterAsync(),
            _ => await server.Api.CreateAsync("floatingip", new { floating_network_id = place.Network }),
        };
    }
}
