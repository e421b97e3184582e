using System.Text.Json;
using Quantum.Resources.Errors;

namespace Quantum.Server.Identity.Builtin;

/// <summary>The body of <c>POST /v3/auth/tokens</c>.</summary>
internal sealed record LoginRequest(LoginRequest.Authentication Auth)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The project that is asked for, or <c>null</c>. The scope may be left out, or be the text <c>unscoped</c>.</summary>
    public NamedEntry? Project
    {
        get
        {
            if (Auth.Scope is not { ValueKind: JsonValueKind.Object } scope)
                return null;
            return scope.TryGetProperty("project", out var project)
                ? project.Deserialize<NamedEntry>(Json)
                : throw new HttpBadRequestException("Only projects can be the scope of a token here");
        }
    }

    public static async Task<LoginRequest> ReadAsync(HttpRequest request)
    {
        try
        {
            var login = await JsonSerializer.DeserializeAsync<LoginRequest>(request.Body, Json, request.HttpContext.RequestAborted)
                ?? throw new JsonException();
            _ = login.Project;
            return login;
        }
        catch (JsonException)
        {
            throw new HttpBadRequestException("The body is not a request for a token");
        }
    }

    internal sealed record Authentication(Proof Identity)
    {
        public JsonElement? Scope { get; init; }
    }

    internal sealed record Proof(IReadOnlyList<string> Methods)
    {
        public PasswordProof? Password { get; init; }

        public TokenProof? Token { get; init; }
    }

    internal sealed record PasswordProof(NamedEntry User);

    internal sealed record TokenProof(string Id);

    internal sealed record DomainName
    {
        public string? Id { get; init; }

        public string? Name { get; init; }
    }

    /// <summary>A user or a project, by id or by name.</summary>
    internal sealed record NamedEntry
    {
        public string? Id { get; init; }

        public string? Name { get; init; }

        public string? Password { get; init; }

        public DomainName? Domain { get; init; }

        /// <summary>There is one domain.</summary>
        public bool IsInDomain => Domain is null or { Id: null, Name: null }
            || Domain.Id == UserDirectory.DomainId
            || (Domain.Id is null && string.Equals(Domain.Name, UserDirectory.DomainName, StringComparison.OrdinalIgnoreCase));
    }
}
