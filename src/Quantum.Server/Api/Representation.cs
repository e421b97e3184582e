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

    /// <summary>
    /// The representation of a document that has no suffix: XML of 2012 when the request's content type, or else what it
    /// accepts, says so.
    /// </summary>
    public static XmlStyle? Negotiate(HttpContext http)
    {
        var request = ApiRequest.Of(http);
        var wanted = http.Request.ContentType is { Length: > 0 } type ? type : http.Request.Headers.Accept.ToString();
        var isXml = request.IsXml || (request.Profile.Xml && wanted.Contains("application/xml", StringComparison.OrdinalIgnoreCase));
        return isXml ? XmlStyle.Attributes : null;
    }

    /// <summary>Sends a complete JSON document.</summary>
    /// <param name="http">The answer.</param>
    /// <param name="xml">How to write it as XML; <c>null</c>: as JSON.</param>
    /// <param name="json">The document.</param>
    public static async Task SendAsync(HttpContext http, XmlStyle? xml, MemoryStream json)
    {
        if (xml is null)
        {
            http.Response.ContentType = Json;
            http.Response.ContentLength = json.Length;
            await json.CopyToAsync(http.Response.Body, http.RequestAborted);
            return;
        }

        using var document = await JsonDocument.ParseAsync(json, cancellationToken: http.RequestAborted);
        http.Response.ContentType = Xml;
        await http.Response.Body.WriteAsync(ToXml(document.RootElement, xml.Value), http.RequestAborted);
    }

    private static byte[] ToXml(JsonElement root, XmlStyle style)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            var member = root.EnumerateObject().First();
            WriteElement(writer, member.Name, member.Value, style);
        }

        return buffer.ToArray();
    }

    private static void WriteElement(XmlWriter writer, string name, JsonElement value, XmlStyle style)
    {
        writer.WriteStartElement(XmlConvert.EncodeLocalName(name));
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject().OrderBy(member => IsScalar(member.Value) ? 0 : 1))
                {
                    if (style == XmlStyle.Attributes && IsScalar(member.Value))
                        writer.WriteAttributeString(member.Name, Text(member.Value));
                    else
                        WriteElement(writer, member.Name, member.Value, style);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    WriteElement(writer, name.EndsWith('s') ? name[..^1] : "item", item, style);
                break;
            default:
                writer.WriteString(Text(value));
                break;
        }

        writer.WriteEndElement();
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Null => "None",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}

/// <summary>The two ways in which 2012 wrote XML.</summary>
internal enum XmlStyle
{
    /// <summary>Resources, errors and extensions: every member is an element.</summary>
    Elements,

    /// <summary>The version document and the index: scalars are attributes.</summary>
    Attributes,
}
