using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;

namespace Quantum.Core.Plugins;

/// <summary>The ability to bind a port to further hosts, so that its device can move there.</summary>
public interface IPortBindingPlugin
{
    /// <summary>Binds a port to one more host; the binding is active when it is the port's first.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="port">Which port, and at which revision.</param>
    /// <param name="request">The host, and what its device wants there.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is changed then.</param>
    Task<PortBinding> CreateBindingAsync(
        RequestContext context, ChangeTarget port, AttributeValues request, CancellationToken cancellationToken);

    /// <summary>Changes what the device wants on a host.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="port">Which port, and at which revision.</param>
    /// <param name="host">Which of its bindings.</param>
    /// <param name="changes">Only the attributes that were sent.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is changed then.</param>
    Task<PortBinding> UpdateBindingAsync(
        RequestContext context, ChangeTarget port, string host, AttributeValues changes, CancellationToken cancellationToken);

    /// <summary>Makes a binding the one that the port uses; the one in use so far waits.</summary>
    /// <inheritdoc cref="UpdateBindingAsync" path="/param" />
    Task<PortBinding> ActivateBindingAsync(RequestContext context, ChangeTarget port, string host, CancellationToken cancellationToken);

    /// <summary>Ends a binding; without the one that it uses, the port is unbound.</summary>
    /// <inheritdoc cref="UpdateBindingAsync" path="/param" />
    Task DeleteBindingAsync(RequestContext context, ChangeTarget port, string host, CancellationToken cancellationToken);
}
