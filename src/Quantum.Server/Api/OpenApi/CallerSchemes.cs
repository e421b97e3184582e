using Microsoft.OpenApi;
using Quantum.Server.Identity;

namespace Quantum.Server.Api.OpenApi;

/// <summary>How a caller says who it is, by identity mode.</summary>
internal static class CallerSchemes
{
    /// <summary>True when nobody needs to say who it is.</summary>
    public static bool IsOptional(IIdentity identity) => identity is NoauthIdentity;

    /// <summary>Puts the headers into the document; in mode <c>noauth</c> none of them is needed.</summary>
    public static void Add(OpenApiDocument document, IIdentity identity)
    {
        if (IsOptional(identity))
        {
            document.Security =
            [
                new(),
                Requirement(
                    document,
                    ("X-Project-Id", "The caller's project (tenant)."),
                    ("X-User-Id", "The caller."),
                    ("X-Roles", "The caller's roles: `admin`, or `member,reader`. Without any of these headers, an administrator.")),
            ];
        }
        else
        {
            document.Security = [Requirement(document, ("X-Auth-Token", "A token of the identity service."))];
        }
    }

    private static OpenApiSecurityRequirement Requirement(
        OpenApiDocument document, params ReadOnlySpan<(string Header, string Description)> headers)
    {
        var requirement = new OpenApiSecurityRequirement();
        foreach (var (header, description) in headers)
        {
            document.AddComponent(header, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = header,
                Description = description,
            });
            requirement[new OpenApiSecuritySchemeReference(header, document)] = [];
        }

        return requirement;
    }
}
