using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Lists;

public abstract class PagingTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : PagingTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PagingTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Without_a_limit_there_is_one_page_and_no_links()
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "network");

        var all = await server.Api.GetAsync($"networks?description={mark}");
        var zero = await server.Api.GetAsync($"networks?description={mark}&limit=0");

        all.Items.Should().HaveCount(5);
        all.Json.Names().Should().Equal("networks");
        zero.Text.Should().Be(all.Text);
    }

    [Fact]
    public async Task A_limit_larger_than_any_list_is_a_page_of_everything()
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "network");

        var page = await server.Api.GetAsync($"networks?description={mark}&limit=99999999999999999999");

        page.Items.Should().HaveCount(5);
    }

    [Fact]
    public async Task The_first_page_leads_on_and_back()
    {
        var (mark, items) = await Seed.CreateAsync(server.Api, "network");

        var page = await server.Api.GetAsync($"networks?description={mark}&limit=2&fields=id&sort_key=id&sort_dir=asc");

        page.Ids.Should().Equal(items[0].Id(), items[1].Id());
        page.Rels().Should().Equal("next", "previous");
        page.Link("next")!.ToString().Should().Be(
            $"{server.Host.Address}v2.0/networks?description={mark}&limit=2&fields=id&sort_key=id&sort_dir=asc&marker={items[1].Id()}");
        page.Link("previous")!.ToString().Should().Be(
            $"{server.Host.Address}v2.0/networks?description={mark}&limit=2&fields=id&sort_key=id&sort_dir=asc&marker={items[0].Id()}&page_reverse=True");
    }

    [Fact]
    public async Task A_short_page_ends_the_list()
    {
        var (mark, items) = await Seed.CreateAsync(server.Api, "network");

        var last = await server.Api.GetAsync($"networks?description={mark}&limit=2&marker={items[3].Id()}");
        var first = await server.Api.GetAsync($"networks?description={mark}&limit=2&marker={items[1].Id()}&page_reverse=True");

        last.Ids.Should().Equal(items[4].Id());
        last.Rels().Should().Equal("previous");
        first.Ids.Should().Equal(items[0].Id());
        first.Rels().Should().Equal("next");
    }

    [Fact]
    public async Task A_full_last_page_leads_to_an_empty_one()
    {
        var (mark, items) = await Seed.CreateAsync(server.Api, "network");

        var full = await server.Api.GetAsync($"networks?description={mark}&limit=5");
        var empty = await server.Api.GetAsync(full.Link("next")!.PathAndQuery);

        full.Items.Should().HaveCount(5);
        empty.Items.Should().BeEmpty();
        empty.Rels().Should().Equal("previous");
        empty.Link("previous")!.Query.Should().Contain($"marker={items[4].Id()}").And.EndWith("page_reverse=True");
    }

    [Fact]
    public async Task Walking_back_keeps_the_order_inside_a_page()
    {
        var (mark, items) = await Seed.CreateAsync(server.Api, "port");

        var page = await server.Api.GetAsync($"ports?description={mark}&limit=3&marker={items[4].Id()}&page_reverse=True");

        page.Ids.Should().Equal(items[1].Id(), items[2].Id(), items[3].Id());
    }

    [Fact]
    public async Task Every_link_repeats_parameters_that_need_escaping()
    {
        var name = $"{Unique.Name("a b")}&c=é";
        await server.Api.NetworkAsync(name: name);

        var page = await server.Api.GetAsync($"networks?name={Uri.EscapeDataString(name)}&limit=1");
        var back = await server.Api.GetAsync(page.Link("previous")!.PathAndQuery);

        page.Items.Should().ContainSingle();
        page.Link("next")!.Query.Should().Contain(Uri.EscapeDataString(name));
        back.Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_are_cut_from_what_the_caller_sees()
    {
        var tenant = Unique.Tenant();
        var mark = Unique.Name("mark");
        await server.Api.NetworkAsync(tenant: Unique.Tenant(), more: new { description = mark });
        await server.Api.NetworkAsync(tenant: tenant, more: new { description = mark });
        await server.Api.NetworkAsync(tenant: Unique.Tenant(), more: new { description = mark });
        await server.Api.NetworkAsync(tenant: tenant, more: new { description = mark });

        var pages = await Pages.WalkAsync(server.Api.As(tenant), $"networks?description={mark}&limit=1", "next");

        pages.Select(page => page.Count).Should().Equal(1, 1, 0);
    }

    [Theory]
    [InlineData("networks", "NetworkNotFound")]
    [InlineData("subnets", "SubnetNotFound")]
    [InlineData("ports", "PortNotFound")]
    public async Task A_marker_that_does_not_exist_is_not_found(string collection, string type)
    {
        var unknown = await server.Api.GetAsync($"{collection}?limit=1&marker={Unique.Id()}");
        var malformed = await server.Api.GetAsync($"{collection}?limit=1&marker=abc");

        unknown.Expect(HttpStatusCode.NotFound).ErrorType.Should().Be(type);
        malformed.Expect(HttpStatusCode.NotFound).ErrorType.Should().Be(type);
    }

    [Fact]
    public async Task A_marker_that_the_caller_does_not_see_is_not_found()
    {
        var foreign = await server.Api.NetworkAsync(tenant: Unique.Tenant());

        var answer = await server.Api.As(Unique.Tenant()).GetAsync($"networks?limit=1&marker={foreign.Id()}");

        answer.Expect(HttpStatusCode.NotFound, "NetworkNotFound", $"Network {foreign.Id()} could not be found.");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task A_limit_is_a_whole_number(string limit)
    {
        var answer = await server.Api.GetAsync($"networks?limit={limit}");

        answer.Expect(
            HttpStatusCode.BadRequest, "BadRequest", $"Bad limit request: Limit must be an integer 0 or greater and not '{limit}'.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&limit=0")]
    [InlineData("&limit=100")]
    public async Task The_largest_page_is_the_operators_choice(string query)
    {
        await using var capped = await server.StartAnotherAsync("Quantum:PaginationMaxLimit=2");
        var (mark, items) = await Seed.CreateAsync(server.Api, "network");

        var page = await capped.Api.GetAsync($"networks?description={mark}{query}");

        page.Ids.Should().Equal(items[0].Id(), items[1].Id());
        page.Rels().Should().Contain("next");
    }

    [Fact]
    public async Task A_smaller_limit_than_the_largest_counts()
    {
        await using var capped = await server.StartAnotherAsync("Quantum:PaginationMaxLimit=2");
        var (mark, _) = await Seed.CreateAsync(server.Api, "network");

        var page = await capped.Api.GetAsync($"networks?description={mark}&limit=1");

        page.Items.Should().ContainSingle();
    }

    [Fact]
    public async Task Clients_of_2012_are_given_the_whole_list()
    {
        var tenant = Unique.Tenant();
        await server.Api.NetworkAsync(tenant: tenant);
        await server.Api.NetworkAsync(tenant: tenant);

        var answer = await server.Api.InFolsom().GetAsync($"networks?tenant_id={tenant}&limit=1&sort_key=bogus&page_reverse=True");

        answer.Expect(HttpStatusCode.OK).Items.Should().HaveCount(2);
        answer.Json.Names().Should().Equal("networks");
    }
}
