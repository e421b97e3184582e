using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>All that decides what the controller has to know of a port.</summary>
/// <param name="PortId">The port's id.</param>
/// <param name="Port">The port; <c>null</c> when it is deleted.</param>
/// <param name="Network">Its network; <c>null</c> when there is no port, or the network is going.</param>
/// <param name="Plugged">Where it is plugged in, as far as the controller may have been told; <c>null</c> when nowhere.</param>
internal sealed record PortState(Guid PortId, Port? Port, Network? Network, PluggedPort? Plugged)
{
    /// <summary>Where it is plugged in, or <c>null</c>.</summary>
    public SwitchPort? Place => Plugged is null ? null : PlaceOf(Plugged);

    /// <summary>True when the controller is to know it.</summary>
    public bool IsActive => Port is { AdminStateUp: true } && Network is { AdminStateUp: true } && Plugged is { IsLeaving: false };

    /// <summary>The status that the port has then.</summary>
    public ResourceStatus Status => IsActive ? ResourceStatus.Active : ResourceStatus.Down;

    /// <summary>The port, or what is left of a deleted one.</summary>
    public Port Subject => Port ?? new Port { Id = PortId, NetworkId = Plugged?.NetworkId ?? Guid.Empty };

    /// <summary>Reads the states of ports, in their order, in a constant number of queries.</summary>
    public static async Task<IReadOnlyList<PortState>> ReadAsync(
        QuantumDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var plugged = await db.PluggedPorts.Where(row => ids.Contains(row.PortId)).ToDictionaryAsync(row => row.PortId, cancellationToken);
        var ports = await db.Ports.Where(port => ids.Contains(port.Id)).ToDictionaryAsync(port => port.Id, cancellationToken);
        var networkIds = ports.Values.Select(port => port.NetworkId).Distinct().ToList();
        var networks = await db.Networks.AsNoTracking().Where(network => networkIds.Contains(network.Id))
            .ToDictionaryAsync(network => network.Id, cancellationToken);
        return
        [
            .. ids.Select(id =>
            {
                var port = ports.GetValueOrDefault(id);
                var network = port is null ? null : networks.GetValueOrDefault(port.NetworkId);
                return new PortState(id, port, network, plugged.GetValueOrDefault(id));
            }),
        ];
    }

    /// <summary>True when what the controller was told by one state holds for the other.</summary>
    public bool SaysTheSameAs(PortState other) => (Port is null, Place, IsActive) == (other.Port is null, other.Place, other.IsActive);

    /// <summary>A switch, as rows name it.</summary>
    public static string TextOf(ulong datapathId) => $"{datapathId:x16}";

    public static SwitchPort PlaceOf(PluggedPort row) => new(
        ulong.Parse(row.DatapathId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        (uint)row.PortNo,
        (ushort)row.VlanId,
        row.MacAddress);
}
