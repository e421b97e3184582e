using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Routers;

namespace Quantum.Core.Plugins;

/// <summary>The ability to route: routers, their interfaces, and floating IPs.</summary>
public interface IRouterPlugin : IResourcePlugin<Router>, IResourcePlugin<FloatingIp>
{
    /// <summary>Connects a router with a subnet, through a new port or one that exists.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="router">Which router, and at which revision.</param>
    /// <param name="request">The subnet or the port.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is changed then.</param>
    Task<RouterConnection> AddInterfaceAsync(
        RequestContext context, ChangeTarget router, RouterInterfaceRequest request, CancellationToken cancellationToken);

    /// <summary>Ends a router's connection with a subnet; its port goes with it.</summary>
    /// <inheritdoc cref="AddInterfaceAsync" path="/param" />
    Task<RouterConnection> RemoveInterfaceAsync(
        RequestContext context, ChangeTarget router, RouterInterfaceRequest request, CancellationToken cancellationToken);
}
