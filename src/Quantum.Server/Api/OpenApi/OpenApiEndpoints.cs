using Microsoft.OpenApi;
using Quantum.Resources.Errors;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The documents for people and programs: <c>/openapi/v2.json</c> and <c>/swagger</c>. Neither needs identity.</summary>
internal static class OpenApiEndpoints
{
    private const string DocumentPath = $"/openapi/{OpenApiFile.Name}.json";
    private const string PagePath = "swagger";

    public static void AddQuantumOpenApi(this IServiceCollection services)
    {
        services.AddOpenApi(OpenApiFile.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer<ApiDocument>();
        });
        services.AddSingleton<OpenApiFile>();
    }

    /// <summary>To be called before routing: the page's files would otherwise be taken for unknown URLs.</summary>
    public static void MapQuantumOpenApi(this WebApplication app)
    {
        app.UseWhen(IsOutsideMounts, branch => branch.UseSwaggerUI(Configure));
        app.MapMethods(DocumentPath, [HttpMethods.Get, HttpMethods.Head], WriteAsync).ExcludeFromDescription();
    }

    /// <summary>The documents describe the default profile: they are not those of a profile's mount prefix.</summary>
    private static bool IsOutsideMounts(HttpContext http) => !http.Request.PathBase.HasValue;

    private static async Task WriteAsync(HttpContext http, OpenApiFile file)
    {
        if (!IsOutsideMounts(http))
            throw new HttpNotFoundException();

        ApiRequest.Of(http).Route = DocumentPath;
        var document = await file.ReadAsync(http.RequestAborted);
        http.Response.ContentType = Representation.Json;
        http.Response.ContentLength = document.Length;
        await http.Response.Body.WriteAsync(document, http.RequestAborted);
    }

    private static void Configure(SwaggerUIOptions options)
    {
        options.RoutePrefix = PagePath;
        options.DocumentTitle = "Quantum API";
        options.SwaggerEndpoint($"..{DocumentPath}", "Quantum API v2.0");
        options.EnableTryItOutByDefault();
        options.DisplayRequestDuration();
        options.EnableDeepLinking();
    }
}
