namespace Quantum.Plugins.OpenFlow;

/// <summary>Names a switch port; numbers are text.</summary>
internal sealed record TremaPort(string Id, string DatapathId, string Port, string Vid)
{
    public TremaPort(string id, SwitchPort place)
        : this(id, $"0x{place.DatapathId:x16}", $"{place.PortNo}", $"{place.VlanId}")
    {
    }
}

/// <summary>Names a device.</summary>
internal sealed record TremaAttachment(string Id, string Mac)
{
    public TremaAttachment(string id, SwitchPort place)
        : this(id, $"{place.MacAddress}")
    {
    }
}
