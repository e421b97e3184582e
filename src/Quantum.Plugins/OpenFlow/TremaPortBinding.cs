namespace Quantum.Plugins.OpenFlow;

/// <summary>By switch port and VLAN.</summary>
internal sealed class TremaPortBinding : ITremaBinding
{
    public Task AttachAsync(ControllerClient client, string network, Guid portId, SwitchPort place, CancellationToken cancellationToken)
    {
        var body = new TremaPort($"{portId}", place);
        return client.ReplaceAsync($"{network}/ports", body.Id, body, cancellationToken);
    }

    public Task DetachAsync(ControllerClient client, string network, Guid portId, CancellationToken cancellationToken) =>
        client.DeleteAsync($"{network}/ports/{portId}", cancellationToken);
}
