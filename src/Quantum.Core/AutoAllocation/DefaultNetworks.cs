using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Resources.AutoAllocation;
using Quantum.Resources.Networks;

namespace Quantum.Core.AutoAllocation;

/// <summary>Keeps the default external network the only one, inside the transaction that writes networks.</summary>
internal static class DefaultNetworks
{
    /// <summary>Networks that became the default are external, and the first to be it; others are not the default.</summary>
    public static async Task DemandOneAsync(ChangeScope scope, IReadOnlyList<Network> networks, CancellationToken cancellationToken)
    {
        foreach (var network in networks.Where(network => !network.External))
            network.IsDefault = false;

        var wanted = networks.Where(network => network.IsDefault).Select(network => network.Id).ToList();
        if (wanted.Count == 0)
            return;
        if (wanted.Count > 1)
            throw new DefaultExternalNetworkExistsException(wanted[0]);
        var others = scope.Db.Networks.Where(network => network.IsDefault && network.Id != wanted[0]).Select(network => (Guid?)network.Id);
        if (await others.FirstOrDefaultAsync(cancellationToken) is { } other)
            throw new DefaultExternalNetworkExistsException(other);
    }
}
