using System.Text;
using Microsoft.AspNetCore.Http;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Profiles;
using Quantum.Server.Api;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Lists;

/// <summary>A list is sent while it is read: neither the server's memory nor the client's patience depends on its length.</summary>
public sealed class StreamingTests
{
    [Fact]
    public async Task First_items_are_sent_before_the_last_is_read()
    {
        var last = new TaskCompletionSource();
        await using var sent = new MemoryStream();
        var writer = new ResourceWriter<Network>(NetworkResource.Definition, View(), Answer(sent));

        var writing = writer.WriteListAsync(Networks(last.Task), links: null);

        await Eventually.BecomesTrueAsync(() => sent.Length > 16 * 1024, TimeSpan.FromSeconds(10), CancellationToken.None);
        writing.IsCompleted.Should().BeFalse();
        last.SetResult();
        await writing;
        Encoding.UTF8.GetString(sent.ToArray()).Should().StartWith("{\"networks\":[{").And.EndWith("}]}");
    }

    private static async IAsyncEnumerable<Network> Networks(Task beforeLast)
    {
        for (var number = 0; number < 1_000; number++)
            yield return new Network { Id = Guid.NewGuid(), Name = $"network {number}" };
        await beforeLast;
        yield return new Network { Id = Guid.NewGuid(), Name = "last" };
    }

    private static ResourceView<Network> View() => new(NetworkResource.Definition.Table, ApiProfile.Modern, (_, _) => true);

    private static DefaultHttpContext Answer(Stream body)
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new ApiRequest(ApiProfile.Modern, "req-1"));
        http.Response.Body = body;
        return http;
    }
}
