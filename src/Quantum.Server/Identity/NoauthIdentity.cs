using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;
using Quantum.Server.Api;

namespace Quantum.Server.Identity;

/// <summary>
/// For development: believes every header. A request without identity headers is an administrator's, in the profile's default
/// project.
/// </summary>
internal sealed class NoauthIdentity(PolicyEngine policy) : IIdentity
{
    private const int LongestId = 255;

    /// <summary>The anonymous caller may also do what is for services among each other.</summary>
    private static readonly string[] AnonymousRoles = ["service"];

    public string Name => "noauth";

    public Task<RequestContext> AuthenticateAsync(HttpContext http, ApiRequest request, CancellationToken cancellationToken)
    {
        var headers = http.Request.Headers;
        var tenant = First(headers, "X-Project-Id", "X-Tenant-Id", "X-Tenant");
        var user = First(headers, "X-User-Id", "X-User");
        var roles = First(headers, "X-Roles", "X-Role");
        var isAnonymous = tenant is null && user is null && roles is null;
        var context = new RequestContext
        {
            Profile = request.Profile,
            RequestId = request.RequestId,
            GlobalRequestId = CallerRequestId.Of(headers),
            UserId = user,
            TenantId = isAnonymous ? request.Profile.NoauthDefaultProject : tenant,
            Roles = isAnonymous
                ? AnonymousRoles
                : roles?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            IsAdmin = isAnonymous,
        };
        return Task.FromResult(isAnonymous ? context : context with { IsAdmin = policy.IsAdmin(context) });
    }

    private static string? First(IHeaderDictionary headers, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (headers[name].ToString() is not { Length: > 0 } value)
                continue;
            return value.Length <= LongestId || name is "X-Roles" or "X-Role"
                ? value
                : throw new HttpBadRequestException($"{name} is longer than {LongestId} characters");
        }

        return null;
    }
}
