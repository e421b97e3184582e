namespace Quantum.Plugins.OpenFlow;

/// <summary>By MAC address, wherever it is seen.</summary>
internal sealed class TremaMacBinding : ITremaBinding
{
    public Task AttachAsync(ControllerClient client, string network, Guid portId, SwitchPort place, CancellationToken cancellationToken)
    {
        var body = new TremaAttachment($"{portId}", place);
        return client.ReplaceAsync($"{network}/attachments", body.Id, body, cancellationToken);
    }

    public Task DetachAsync(ControllerClient client, string network, Guid portId, CancellationToken cancellationToken) =>
        client.DeleteAsync($"{network}/attachments/{portId}", cancellationToken);
}
