namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// By switch port, VLAN and MAC address. Trema takes such a binding only below one of the switch port alone; that one, the
/// dummy, is needed for the request only and would let frames of every other address in, so it goes again at once.
/// </summary>
internal sealed class TremaPortMacBinding : ITremaBinding
{
    public async Task AttachAsync(
        ControllerClient client, string network, Guid portId, SwitchPort place, CancellationToken cancellationToken)
    {
        var dummy = new TremaPort(DummyOf(portId), place);
        var attachment = new TremaAttachment($"{portId}", place);
        await client.ReplaceAsync($"{network}/ports", dummy.Id, dummy, cancellationToken);
        try
        {
            await client.ReplaceAsync($"{network}/ports/{dummy.Id}/attachments", attachment.Id, attachment, cancellationToken);
        }
        finally
        {
            await client.DeleteAsync($"{network}/ports/{dummy.Id}", cancellationToken);
        }
    }

    public Task DetachAsync(ControllerClient client, string network, Guid portId, CancellationToken cancellationToken) =>
        client.DeleteAsync($"{network}/ports/{DummyOf(portId)}/attachments/{portId}", cancellationToken);

    private static string DummyOf(Guid portId) => $"dummy-{portId}";
}
