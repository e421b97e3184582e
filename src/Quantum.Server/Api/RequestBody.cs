using System.Text.Json;
using System.Text.Unicode;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api;

/// <summary>Reads a request body as JSON that the rest of the server can trust: every name and text is valid Unicode that any store keeps.</summary>
internal static class RequestBody
{
    private const int MaxDepth = 32;

    /// <summary>The document; empty (<see cref="JsonValueKind.Undefined"/> cannot be parsed, so JSON <c>null</c>) without a body.</summary>
    /// <exception cref="HttpBadRequestException">The body is not such JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        try
        {
            Check(bytes.Span);
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            return JsonDocument.Parse(IsBlank(bytes.Span) ? "null"u8.ToArray() : bytes, options);
        }
        catch (JsonException e)
        {
            throw Malformed(e.Message);
        }
    }

    /// <summary>A body under an <c>.xml</c> URL never worked: no resource is found in it.</summary>
    public static JsonElement Readable(HttpContext http, JsonDocument document) =>
        ApiRequest.Of(http).IsXml ? JsonElement.Parse("{\"xml\":null}") : document.RootElement;

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.Trim(" \t\r\n"u8).IsEmpty;

    private static void Check(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
            throw Malformed("the text is not UTF-8");
        if (IsBlank(bytes))
            return;

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.ValueIsEscaped)
                CheckText(ref reader);
        }
    }

    private static void CheckText(ref Utf8JsonReader reader)
    {
        try
        {
            if (reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                throw Malformed("NUL characters are not accepted");
        }
        catch (InvalidOperationException)
        {
            // The only text that cannot be decoded here: an escaped surrogate without its partner.
            throw Malformed("a surrogate stands alone");
        }
    }

    private static HttpBadRequestException Malformed(string reason) => new($"Malformed request body: {reason}");
}
