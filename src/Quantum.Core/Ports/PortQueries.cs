using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ports;

/// <summary>Reads ports with what their answers show.</summary>
internal static class PortQueries
{
    /// <summary>The ports with their addresses and groups, in one query: most ports have one of each.</summary>
    public static IQueryable<Port> Whole(IQueryable<Port> ports) =>
        ports.Include(port => port.Allocations).Include(port => port.SecurityGroups).AsSingleQuery();

    /// <summary>The same, and with the QoS policies of their networks; still in one query.</summary>
    public static IAsyncEnumerable<Port> Read(QuantumDbContext db, IQueryable<Port> ports) =>
        Whole(ports)
            .Join(db.Networks, port => port.NetworkId, network => network.Id, (port, network) => new { Port = port, network.QosPolicyId })
            .AsAsyncEnumerable()
            .Select(read =>
            {
                read.Port.NetworkQosPolicyId = read.QosPolicyId;
                return read.Port;
            });
}
