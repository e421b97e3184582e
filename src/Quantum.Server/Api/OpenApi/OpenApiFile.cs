using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The document as bytes: made when it is first asked for, then kept, for nothing in it changes while the server runs.</summary>
internal sealed class OpenApiFile([FromKeyedServices(OpenApiFile.Name)] IOpenApiDocumentProvider provider)
{
    /// <summary>The document's name among those that the server could have.</summary>
    public const string Name = "v2";

    // Whoever asks first does not own the work: others wait for it too.
    private readonly Lazy<Task<byte[]>> _bytes = new(() => GenerateAsync(provider, CancellationToken.None));

    public Task<byte[]> ReadAsync(CancellationToken cancellationToken) => _bytes.Value.WaitAsync(cancellationToken);

    private static async Task<byte[]> GenerateAsync(IOpenApiDocumentProvider provider, CancellationToken cancellationToken)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
