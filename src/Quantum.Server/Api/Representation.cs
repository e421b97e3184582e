using System.Text;
using System.Text.Json;
using System.Xml;

namespace Quantum.Server.Api;

/// <summary>
/// Sends a document as JSON, or as the XML of 2012: an object's members become elements, a list's items elements named by the
/// list without its final "s", scalars their text.
/// </summary>
internal static class Representation
{
    public const string Json = "application/json";
    private const string Xml = "application/xml; charset=UTF-8";

    /// <summary>Sends a complete JSON document.</summary>
    public static async Task SendAsync(HttpContext http, bool asXml, MemoryStream json)
    {
        if (!asXml)
        {
            http.Response.ContentType = Json;
            http.Response.ContentLength = json.Length;
            await json.CopyToAsync(http.Response.Body, http.RequestAborted);
            return;
        }

        using var document = await JsonDocument.ParseAsync(json, cancellationToken: http.RequestAborted);
        http.Response.ContentType = Xml;
        await http.Response.Body.WriteAsync(ToXml(document.RootElement), http.RequestAborted);
    }

    private static byte[] ToXml(JsonElement root)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            var member = root.EnumerateObject().First();
            WriteElement(writer, member.Name, member.Value);
        }

        return buffer.ToArray();
    }

    private static void WriteElement(XmlWriter writer, string name, JsonElement value)
    {
        writer.WriteStartElement(XmlConvert.EncodeLocalName(name));
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    WriteElement(writer, member.Name, member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    WriteElement(writer, name.EndsWith('s') ? name[..^1] : "item", item);
                break;
            default:
                writer.WriteString(Text(value));
                break;
        }

        writer.WriteEndElement();
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Null => "None",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
