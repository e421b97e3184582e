using Microsoft.Extensions.Primitives;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Server.Api;

namespace Quantum.Server.Identity;

/// <summary>
/// Callers are who their tokens say. Nothing else that a client sends about itself is read: no <c>X-Roles</c>, no
/// <c>X-Project-Id</c>.
/// </summary>
internal sealed class TokenIdentity(ITokenService tokens, PolicyEngine policy) : IIdentity
{
    private const int LongestToken = 16 * 1024;

    public string Name => tokens.Name;

    public async Task<RequestContext> AuthenticateAsync(HttpContext http, ApiRequest request, CancellationToken cancellationToken)
    {
        var service = await FindServiceAsync(http.Request, cancellationToken);
        var user = await FindUserAsync(http.Request, service, cancellationToken);
        var context = new RequestContext
        {
            Profile = request.Profile,
            RequestId = request.RequestId,
            GlobalRequestId = CallerRequestId.Of(http.Request.Headers),
            UserId = user.UserId,
            TenantId = user.ProjectId,
            Roles = user.Roles,
            UserDomainId = user.UserDomainId,
            ProjectDomainId = user.ProjectDomainId,
            DomainId = user.DomainId,
            SystemScope = user.IsSystemScoped ? "all" : null,
            ServiceUserId = service?.UserId,
            ServiceProjectId = service?.ProjectId,
            ServiceRoles = service?.Roles ?? [],
        };
        return context with { IsAdmin = policy.IsAdmin(context) };
    }

    private async Task<IdentityToken?> FindServiceAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var header = request.Headers["X-Service-Token"];
        if (StringValues.IsNullOrEmpty(header))
            return null;

        var service = await FindAsync(header, acceptExpired: false, cancellationToken);
        return service is not null && (IsTrusted(service) || !tokens.ServiceTokens.AreRequired) ? service : throw Refusal(request);
    }

    private async Task<IdentityToken> FindUserAsync(HttpRequest request, IdentityToken? service, CancellationToken cancellationToken)
    {
        var headers = request.Headers;
        var header = StringValues.IsNullOrEmpty(headers["X-Auth-Token"]) ? headers["X-Storage-Token"] : headers["X-Auth-Token"];
        var user = await FindAsync(header, acceptExpired: service is not null && IsTrusted(service), cancellationToken);
        return user is not null && (service is not null || IsWithinRules(user, request)) ? user : throw Refusal(request);
    }

    /// <summary>Only what can be a token is looked up: one value of visible ASCII characters.</summary>
    private async Task<IdentityToken?> FindAsync(StringValues header, bool acceptExpired, CancellationToken cancellationToken)
    {
        var token = header.Count == 1 ? header.ToString().Trim() : "";
        return token.Length is > 0 and <= LongestToken && token.All(character => character is > ' ' and <= '~')
            ? await tokens.FindAsync(token, acceptExpired, cancellationToken)
            : null;
    }

    private bool IsTrusted(IdentityToken service) => service.HasAnyRole(tokens.ServiceTokens.Roles);

    private bool IsWithinRules(IdentityToken user, HttpRequest request) =>
        user.AccessRules is null || user.AccessRules.Any(rule => rule.Allows(tokens.ServiceTokens.ServiceType, request));

    private UnauthorizedException Refusal(HttpRequest request) => new(tokens.AddressFor(request));
}
