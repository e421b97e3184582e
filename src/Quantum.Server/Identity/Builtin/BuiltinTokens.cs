using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Quantum.Server.Api;

namespace Quantum.Server.Identity.Builtin;

/// <summary>
/// Tokens that carry their content, encrypted and signed by ASP.NET Core Data Protection. The roles are not in them but looked up
/// each time. That a token was revoked is known until this process ends.
/// </summary>
internal sealed class BuiltinTokens(BuiltinOptions options, UserDirectory directory, Links links, TimeProvider time) : ITokenService
{
    private const string Purpose = "Quantum.Identity.Builtin.v1";

    private readonly IDataProtector _protector = Provider(options).CreateProtector(Purpose);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _revoked = new();

    public string Name => IdentityOptions.Builtin;

    public ServiceTokenRules ServiceTokens { get; } = new(["service"], AreRequired: true, "network");

    public string AddressFor(HttpRequest request) => links.To(request, BuiltinEndpoints.Root);

    public Task<IdentityToken?> FindAsync(string token, bool acceptExpired, CancellationToken cancellationToken) =>
        Task.FromResult(
            Read(token, acceptExpired) is { } ticket && directory.User(ticket.UserId) is { } user ? Describe(ticket, user) : null);

    /// <summary>A new token for a user, in a project or without one.</summary>
    public (string Token, Ticket Ticket) Issue(string userId, string? projectId, string method, DateTimeOffset? noLaterThan)
    {
        var now = Seconds(time.GetUtcNow());
        var end = now.AddSeconds(options.TokenLifetime);
        var ticket = new Ticket(Guid.NewGuid(), userId, projectId, method, now, noLaterThan < end ? noLaterThan.Value : end);
        return (_protector.Protect(JsonSerializer.Serialize(ticket)), ticket);
    }

    /// <summary>The content of a token that is valid; otherwise <c>null</c>.</summary>
    public Ticket? Read(string token, bool acceptExpired = false)
    {
        try
        {
            var ticket = JsonSerializer.Deserialize<Ticket>(_protector.Unprotect(token))!;
            var isGood = (acceptExpired || time.GetUtcNow() < ticket.ExpiresAt) && !_revoked.ContainsKey(ticket.Id);
            return isGood && directory.User(ticket.UserId) is { } user && IsInProject(user, ticket) ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Ends a token before its time.</summary>
    public void Revoke(Ticket ticket)
    {
        foreach (var (id, end) in _revoked)
        {
            if (end < time.GetUtcNow())
                _revoked.TryRemove(id, out _);
        }

        _revoked[ticket.Id] = ticket.ExpiresAt;
    }

    private static bool IsInProject(DirectoryUser user, Ticket ticket) =>
        ticket.ProjectId is null || user.RolesByProject.ContainsKey(ticket.ProjectId);

    private static IdentityToken Describe(Ticket ticket, DirectoryUser user) => new()
    {
        UserId = ticket.UserId,
        UserDomainId = UserDirectory.DomainId,
        ProjectId = ticket.ProjectId,
        ProjectDomainId = ticket.ProjectId is null ? null : UserDirectory.DomainId,
        Roles = UserDirectory.RolesOf(user, ticket.ProjectId),
        ExpiresAt = ticket.ExpiresAt,
    };

    private static DateTimeOffset Seconds(DateTimeOffset moment) =>
        new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static IDataProtectionProvider Provider(BuiltinOptions options) =>
        BuiltinKeys.Open(options) is { } folder ? DataProtectionProvider.Create(folder) : new EphemeralDataProtectionProvider();
}

/// <summary>What a token of the built-in identity service says.</summary>
/// <param name="Id">Its own id, by which it is revoked.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="ProjectId">What it is for; <c>null</c>: no project.</param>
/// <param name="Method">How the user proved who it is: <c>password</c> or <c>token</c>.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record Ticket(Guid Id, string UserId, string? ProjectId, string Method, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
