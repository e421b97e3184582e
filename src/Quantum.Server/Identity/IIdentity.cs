using Quantum.Core.Requests;
using Quantum.Server.Api;

namespace Quantum.Server.Identity;

/// <summary>Finds out who asks.</summary>
internal interface IIdentity
{
    /// <summary>Name in the configuration.</summary>
    string Name { get; }

    /// <summary>The caller of a request.</summary>
    Task<RequestContext> AuthenticateAsync(HttpContext http, ApiRequest request, CancellationToken cancellationToken);
}
