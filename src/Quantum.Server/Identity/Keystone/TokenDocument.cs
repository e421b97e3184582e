using System.Text.Json;

namespace Quantum.Server.Identity.Keystone;

/// <summary>The parts of Keystone's answer about a token that are read here.</summary>
internal sealed record TokenDocument(TokenDocument.Body Token)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="JsonException">It is not such a document.</exception>
    public static IdentityToken Read(ReadOnlySpan<byte> json)
    {
        var token = (JsonSerializer.Deserialize<TokenDocument>(json, Json) ?? throw new JsonException()).Token;
        return new IdentityToken
        {
            UserId = token.User.Id,
            UserDomainId = token.User.Domain?.Id,
            ProjectId = token.Project?.Id,
            ProjectDomainId = token.Project?.Domain?.Id,
            DomainId = token.Domain?.Id,
            IsSystemScoped = token.System?.All ?? false,
            Roles = [.. (token.Roles ?? []).Select(role => Demand(role).Name)],
            ExpiresAt = token.ExpiresAt,
            AccessRules = token.ApplicationCredential?.AccessRules?.ConvertAll(rule => Demand(rule).ToAccessRule()),
        };
    }

    /// <summary>An item of a list: that it is not <c>null</c> is not checked by the deserializer.</summary>
    private static T Demand<T>(T? item)
        where T : class => item ?? throw new JsonException();

    internal sealed record Body(DateTimeOffset ExpiresAt, Owned User)
    {
        public Owned? Project { get; init; }

        public Identified? Domain { get; init; }

        public Scope? System { get; init; }

        public List<Named?>? Roles { get; init; }

        public Credential? ApplicationCredential { get; init; }
    }

    internal sealed record Identified(string Id);

    internal sealed record Named(string Name);

    internal sealed record Owned(string Id)
    {
        public Identified? Domain { get; init; }
    }

    internal sealed record Scope
    {
        public bool All { get; init; }
    }

    internal sealed record Credential
    {
        public List<Rule?>? AccessRules { get; init; }
    }

    internal sealed record Rule(string Service, string Method, string Path)
    {
        public AccessRule ToAccessRule() => new(Service, Method, Path);
    }
}
