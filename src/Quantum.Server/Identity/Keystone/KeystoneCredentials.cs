using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace Quantum.Server.Identity.Keystone;

/// <summary>How this server introduces itself to Keystone.</summary>
internal static class KeystoneCredentials
{
    /// <summary>The body of a log-in. Its length is known: the servers under many a Keystone do not understand chunks.</summary>
    public static StringContent Of(KeystoneOptions options)
    {
        var auth = string.IsNullOrEmpty(options.ApplicationCredentialId) ? Password(options) : ApplicationCredential(options);
        return new StringContent(new JsonObject { ["auth"] = auth }.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
    }

    private static JsonObject Password(KeystoneOptions options) => new()
    {
        ["identity"] = new JsonObject
        {
            ["methods"] = new JsonArray("password"),
            ["password"] = new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["name"] = options.Username,
                    ["domain"] = Domain(options.UserDomainId, options.UserDomainName),
                    ["password"] = options.Password,
                },
            },
        },
        ["scope"] = new JsonObject
        {
            ["project"] = new JsonObject
            {
                ["name"] = options.ProjectName,
                ["domain"] = Domain(options.ProjectDomainId, options.ProjectDomainName),
            },
        },
    };

    /// <summary>The credential has its project in itself.</summary>
    private static JsonObject ApplicationCredential(KeystoneOptions options) => new()
    {
        ["identity"] = new JsonObject
        {
            ["methods"] = new JsonArray("application_credential"),
            ["application_credential"] = new JsonObject
            {
                ["id"] = options.ApplicationCredentialId,
                ["secret"] = options.ApplicationCredentialSecret,
            },
        },
    };

    private static JsonObject Domain(string? id, string? name) =>
        id is null && name is not null ? new() { ["name"] = name } : new() { ["id"] = id ?? "default" };
}
