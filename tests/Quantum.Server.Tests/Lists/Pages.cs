using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Lists;

/// <summary>Walks through the pages of a list as clients do: by the links, verbatim.</summary>
public static class Pages
{
    private const int Most = 50;

    /// <summary>The ids of each page, from the one at <paramref name="path"/> along the links named <paramref name="rel"/>.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> WalkAsync(ApiClient api, string path, string rel)
    {
        var pages = new List<IReadOnlyList<string>>();
        for (var next = path; next is not null && pages.Count < Most;)
        {
            var page = await api.GetAsync(next);
            pages.Add(page.Expect(HttpStatusCode.OK).Ids);
            next = page.Link(rel)?.PathAndQuery;
        }

        return pages;
    }

    /// <summary>Where a page's link of that name leads; <c>null</c> without one.</summary>
    public static Uri? Link(this Answer page, string rel) => page.Links()
        .Where(link => link.Text("rel") == rel)
        .Select(link => new Uri(link.Text("href")!))
        .SingleOrDefault();

    /// <summary>The names of a page's links, in their order.</summary>
    public static IReadOnlyList<string> Rels(this Answer page) => [.. page.Links().Select(link => link.Text("rel")!)];

    private static IEnumerable<JsonElement> Links(this Answer page) => page.Json.EnumerateObject()
        .Where(member => member.Name.EndsWith("_links", StringComparison.Ordinal))
        .SelectMany(member => member.Value.EnumerateArray());
}
