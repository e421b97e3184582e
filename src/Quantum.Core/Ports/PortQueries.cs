using Microsoft.EntityFrameworkCore;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ports;

/// <summary>Reads ports with what their answers show.</summary>
internal static class PortQueries
{
    /// <summary>The ports with their addresses and groups, in one query: most ports have one of each.</summary>
    public static IQueryable<Port> Whole(IQueryable<Port> ports) =>
        ports.Include(port => port.Allocations).Include(port => port.SecurityGroups).AsSingleQuery();
}
