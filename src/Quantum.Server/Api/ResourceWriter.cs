using System.Text.Encodings.Web;
using System.Text.Json;
using Quantum.Resources.Attributes;

namespace Quantum.Server.Api;

/// <summary>Writes resources to the answer. Lists are streamed: what is sent is not kept, and a slow reader slows the reading.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
internal sealed class ResourceWriter<TResource>(ResourceDefinition<TResource> definition, ResourceView<TResource> view, HttpContext http)
{
    private const int FlushBytes = 16 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with one object under the resource's name.</summary>
    public Task WriteOneAsync(int status, TResource resource) =>
        WriteAsync(status, writer =>
        {
            writer.WritePropertyName(definition.Name);
            view.Write(writer, resource);
            return Task.CompletedTask;
        });

    /// <summary>Answers with the objects that a POST created under the collection's name.</summary>
    public Task WriteManyAsync(int status, IReadOnlyList<TResource> resources) =>
        WriteAsync(status, writer =>
        {
            writer.WriteStartArray(definition.Collection);
            foreach (var resource in resources)
                view.Write(writer, resource);
            writer.WriteEndArray();
            return Task.CompletedTask;
        });

    /// <summary>Answers with a list, and the links that its ends ask for.</summary>
    public async Task WriteListAsync(IAsyncEnumerable<TResource> resources, Func<PageEnds, IEnumerable<(string Rel, string Href)>>? links)
    {
        // What can be wrong with a list shows when its first item is read: nothing is sent before that.
        await using var reading = resources.GetAsyncEnumerator(http.RequestAborted);
        var hasItem = await reading.MoveNextAsync();
        await WriteAsync(StatusCodes.Status200OK, async writer =>
        {
            var ends = new PageEnds();
            var sent = 0L;
            writer.WriteStartArray(definition.Collection);
            for (; hasItem; hasItem = await reading.MoveNextAsync())
            {
                var resource = reading.Current;
                view.Write(writer, resource);
                var id = links is null ? null : definition.KeyOf(resource);
                ends = new(ends.Count + 1, ends.First ?? id, id);
                if (writer.BytesCommitted + writer.BytesPending - sent > FlushBytes)
                {
                    sent = writer.BytesCommitted + writer.BytesPending;
                    await SendAsync(writer);
                }
            }

            writer.WriteEndArray();
            if (links is not null)
                WriteLinks(writer, links(ends));
        });
    }

    private void WriteLinks(Utf8JsonWriter writer, IEnumerable<(string Rel, string Href)> links)
    {
        writer.WriteStartArray($"{definition.Collection}_links");
        foreach (var (rel, href) in links)
        {
            writer.WriteStartObject();
            writer.WriteString("rel", rel);
            writer.WriteString("href", href);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private async Task WriteAsync(int status, Func<Utf8JsonWriter, Task> write)
    {
        http.Response.StatusCode = status;
        if (ApiRequest.Of(http).IsXml)
        {
            await using var document = new MemoryStream();
            await using (var writer = new Utf8JsonWriter(document, Options))
            {
                await WriteObjectAsync(writer, write);
            }

            document.Position = 0;
            await Representation.SendAsync(http, XmlStyle.Elements, document);
            return;
        }

        http.Response.ContentType = Representation.Json;
        ApiRequest.Of(http).IsAnswering = true;
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, Options);
        await WriteObjectAsync(json, write);
        await SendAsync(json);
    }

    /// <summary>Hands over what is written, and waits while the client is behind; an XML answer is made whole first.</summary>
    private async Task SendAsync(Utf8JsonWriter writer)
    {
        if (ApiRequest.Of(http).IsXml)
            return;
        await writer.FlushAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static async Task WriteObjectAsync(Utf8JsonWriter writer, Func<Utf8JsonWriter, Task> write)
    {
        writer.WriteStartObject();
        await write(writer);
        writer.WriteEndObject();
    }
}
