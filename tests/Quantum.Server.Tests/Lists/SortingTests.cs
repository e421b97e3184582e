using System.Globalization;
using System.Net;
using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Lists;

public abstract class SortingTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : SortingTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SortingTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Every sort key of every table.</summary>
    public static TheoryData<string, string> SortKeys
    {
        get
        {
            var keys = new TheoryData<string, string>();
            foreach (var definition in new ResourceDefinition[] { NetworkResource.Definition, SubnetResource.Definition, PortResource.Definition })
            {
                foreach (var attribute in definition.Attributes.Where(attribute => attribute.IsSortKey))
                    keys.Add(definition.Name, attribute.Name);
            }

            return keys;
        }
    }

    [Theory]
    [MemberData(nameof(SortKeys))]
    public async Task A_sorted_list_is_in_the_order_of_its_key(string resource, string key)
    {
        var (mark, items) = await Seed.CreateAsync(server.Api, resource);

        var ascending = await server.Api.GetAsync($"{resource}s?description={mark}&sort_key={key}&sort_dir=asc");
        var descending = await server.Api.GetAsync($"{resource}s?description={mark}&sort_key={key}&sort_dir=desc");

        ascending.Ids.Should().BeEquivalentTo(items.Select(item => item.Id()));
        ascending.Items.Select(item => Rank(item, key)).Should().BeInAscendingOrder(StringComparer.Ordinal);
        descending.Ids.Should().BeEquivalentTo(items.Select(item => item.Id()));
        descending.Items.Select(item => Rank(item, key)).Should().BeInDescendingOrder(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SortKeys))]
    public async Task The_pages_of_a_sorted_list_make_up_the_list(string resource, string key)
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, resource);
        var ascending = $"{resource}s?description={mark}&sort_key={key}&sort_dir=asc";
        var descending = $"{resource}s?description={mark}&sort_key={key}&sort_dir=desc";
        var inOrder = (await server.Api.GetAsync(ascending)).Ids;
        var inReverse = (await server.Api.GetAsync(descending)).Ids;

        var forwards = await Pages.WalkAsync(server.Api, $"{ascending}&limit=2", "next");
        var backwards = await Pages.WalkAsync(server.Api, $"{ascending}&limit=2&page_reverse=True", "previous");
        var down = await Pages.WalkAsync(server.Api, $"{descending}&limit=2", "next");
        var up = await Pages.WalkAsync(server.Api, $"{descending}&limit=2&page_reverse=True", "previous");

        forwards.SelectMany(page => page).Should().Equal(inOrder);
        backwards.Reverse().SelectMany(page => page).Should().Equal(inOrder);
        down.SelectMany(page => page).Should().Equal(inReverse);
        up.Reverse().SelectMany(page => page).Should().Equal(inReverse);
        forwards.Select(page => page.Count).Should().Equal(2, 2, 1);
        backwards.Select(page => page.Count).Should().Equal(2, 2, 1);
    }

    [Fact]
    public async Task Without_a_key_lists_are_sorted_by_id()
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "port");

        var answer = await server.Api.GetAsync($"ports?description={mark}");

        answer.Ids.Should().HaveCount(5).And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Ties_are_sorted_by_the_next_key_and_then_by_id()
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "network");

        var answer = await server.Api.GetAsync(
            $"networks?description={mark}&sort_key=tenant_id&sort_dir=desc&sort_key=name&sort_dir=asc");

        answer.Items.Select(item => (item.Text("tenant_id"), item.Text("name")))
            .Should().Equal(("t2", "B"), ("t2", "b"), ("t1", ""), ("t1", "a"), ("t1", "aa"));
    }

    [Fact]
    public async Task A_missing_gateway_sorts_first_and_pages_do_not_lose_it()
    {
        var (mark, _) = await Seed.CreateAsync(server.Api, "subnet");
        var path = $"subnets?description={mark}&sort_key=gateway_ip&sort_dir=asc&fields=gateway_ip&fields=id";

        var gateways = (await server.Api.GetAsync(path)).Items.Select(item => item.Text("gateway_ip"));
        var pages = await Pages.WalkAsync(server.Api, $"{path}&limit=1", "next");

        gateways.Should().Equal(null, null, "10.0.9.1", "10.0.10.1", "fd00::1");
        pages.SelectMany(page => page).Should().OnlyHaveUniqueItems().And.HaveCount(5);
    }

    [Fact]
    public async Task Sorting_by_what_no_table_knows_is_refused()
    {
        var answer = await server.Api.GetAsync("networks?sort_key=bogus&sort_dir=asc");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "['bogus'] is invalid attribute for sort_keys");
    }

    [Theory]
    [InlineData("sort_key=name")]
    [InlineData("sort_dir=asc")]
    [InlineData("sort_key=name&sort_key=id&sort_dir=asc")]
    public async Task Each_sort_key_needs_its_direction(string query)
    {
        var answer = await server.Api.GetAsync($"networks?{query}");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "The number of sort_keys and sort_dirs must be same");
    }

    [Fact]
    public async Task A_direction_is_asc_or_desc()
    {
        var answer = await server.Api.GetAsync("networks?sort_key=name&sort_dir=up");

        answer.Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "['up'] is invalid value for sort_dirs, valid value is 'asc' and 'desc'");
    }

    /// <summary>A text that sorts as the value does: numbers and addresses at full width, nothing first.</summary>
    private static string Rank(JsonElement item, string key)
    {
        var value = item.GetProperty(key);
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetInt32().ToString("D10", CultureInfo.InvariantCulture);
        if (key is not ("cidr" or "gateway_ip") || value.ValueKind == JsonValueKind.Null)
            return value.ToString();

        var bytes = IPAddress.Parse(value.GetString()!.Split('/')[0]).GetAddressBytes();
        return $"{bytes.Length:D2}{Convert.ToHexString(bytes)}";
    }
}
