using System.Text.Json;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api;

/// <summary>The version document at <c>/</c> and the index of resources at <c>/v2.0/</c>.</summary>
internal static class Documents
{
    private static readonly string[] Indexed = ["network", "subnet", "port", "subnetpool"];

    /// <summary>Answers <c>GET /</c>.</summary>
    public static Task WriteVersionsAsync(HttpContext http, Links links)
    {
        var request = ApiRequest.Of(http);
        request.Route = "/";
        var slash = request.Profile.TrailingSlashInVersionLink ? "/" : "";
        return WriteAsync(http, Representation.Negotiate(http), writer =>
        {
            writer.WriteStartArray("versions");
            writer.WriteStartObject();
            writer.WriteString("id", "v2.0");
            writer.WriteString("status", "CURRENT");
            WriteSelf(writer, links.To(http.Request, $"/v2.0{slash}"));
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
    }

    /// <summary>Answers <c>GET /v2.0/</c>.</summary>
    public static Task WriteIndexAsync(HttpContext http, ResourceCatalog catalog, Links links)
    {
        if (!HttpMethods.IsGet(http.Request.Method))
            throw new HttpNotFoundException();

        ApiRequest.Of(http).Route = "/v2.0/";
        return WriteAsync(http, Representation.Negotiate(http), writer =>
        {
            writer.WriteStartArray("resources");
            var profile = ApiRequest.Of(http).Profile;
            foreach (var resource in catalog.All.Where(served => served.ExistsIn(profile)).Select(served => served.Description)
                .Where(resource => Indexed.Contains(resource.Name)))
            {
                writer.WriteStartObject();
                writer.WriteString("name", resource.Name);
                writer.WriteString("collection", resource.Collection);
                WriteSelf(writer, links.To(http.Request, $"/v2.0/{resource.Path}"));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Answers with a small document whose members the function writes, as JSON or in a style of XML.</summary>
    public static Task WriteAsync(HttpContext http, XmlStyle? xml, Action<Utf8JsonWriter> write) =>
        SendAsync(http, xml, writer =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        });

    /// <summary>Answers with a small value that the function writes whole; always as JSON.</summary>
    public static Task WriteRootAsync(HttpContext http, Action<Utf8JsonWriter> write) => SendAsync(http, null, write);

    private static async Task SendAsync(HttpContext http, XmlStyle? xml, Action<Utf8JsonWriter> write)
    {
        await using var body = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(body))
        {
            write(writer);
        }

        body.Position = 0;
        await Representation.SendAsync(http, xml, body);
    }

    private static void WriteSelf(Utf8JsonWriter writer, string href)
    {
        writer.WriteStartArray("links");
        writer.WriteStartObject();
        writer.WriteString("rel", "self");
        writer.WriteString("href", href);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
