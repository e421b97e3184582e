using System.Net;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// The controller, which may have lost its state since it was last told something: what it does not know any more, it is told
/// again.
/// </summary>
internal sealed class Controller(IControllerDriver driver) : IDisposable
{
    private volatile bool _isPrepared;

    public async Task CreateNetworkAsync(Network network, CancellationToken cancellationToken)
    {
        if (!_isPrepared)
            await PrepareAsync(cancellationToken);
        await driver.CreateNetworkAsync(network, cancellationToken);
    }

    /// <summary>Tells of a network that the controller may or may not know.</summary>
    public async Task RegisterNetworkAsync(Network network, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await driver.RegisterNetworkAsync(network, cancellationToken);
    }

    public async Task RenameNetworkAsync(Network network, CancellationToken cancellationToken)
    {
        try
        {
            await driver.UpdateNetworkAsync(network, cancellationToken);
        }
        catch (ControllerException e) when (e.Status == HttpStatusCode.NotFound)
        {
            await RegisterNetworkAsync(network, cancellationToken);
        }
    }

    public Task DeleteNetworkAsync(Network network, CancellationToken cancellationToken) =>
        driver.DeleteNetworkAsync(network, cancellationToken);

    public async Task AttachPortAsync(Network network, Port port, SwitchPort place, CancellationToken cancellationToken)
    {
        try
        {
            await driver.AttachPortAsync(port, place, cancellationToken);
        }
        catch (ControllerException e) when (e.Status == HttpStatusCode.NotFound)
        {
            await RegisterNetworkAsync(network, cancellationToken);
            await driver.AttachPortAsync(port, place, cancellationToken);
        }
    }

    public Task DetachPortAsync(Port port, SwitchPort place, CancellationToken cancellationToken) =>
        driver.DetachPortAsync(port, place, cancellationToken);

    public void Dispose() => driver.Dispose();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await driver.PrepareAsync(cancellationToken);
        _isPrepared = true;
    }
}
