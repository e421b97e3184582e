using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ipam;

/// <summary>Gives ports their MAC addresses. A unique key on (network, MAC) decides races.</summary>
public sealed class MacAllocator(MacGenerator generator, IpamOptions options)
{
    /// <summary>Takes over the addresses asked for and generates the others.</summary>
    /// <exception cref="MacAddressInUseException">An address asked for is in use on its network.</exception>
    /// <exception cref="MacAddressGenerationFailureException">No free address was found.</exception>
    public async Task AssignAsync(
        StoreTransaction transaction, IReadOnlyList<Port> ports, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken)
    {
        var assigned = new HashSet<(Guid, MacAddress)>();
        foreach (var (port, values) in ports.Zip(requests))
        {
            if (!values.TryGet(PortResource.MacAddress, out var mac))
                continue;
            if (!assigned.Add((port.NetworkId, mac)) || await IsUsedAsync(transaction.Db, port.NetworkId, mac, cancellationToken))
                throw new MacAddressInUseException(port.NetworkId, mac);
            port.MacAddress = mac;
        }

        foreach (var (port, values) in ports.Zip(requests))
        {
            if (!values.Contains(PortResource.MacAddress))
                port.MacAddress = await GenerateAsync(transaction, port.NetworkId, assigned, cancellationToken);
        }
    }

    /// <summary>Gives a port another address.</summary>
    /// <exception cref="MacAddressInUseException">The address is in use on the port's network.</exception>
    public static async Task ChangeAsync(StoreTransaction transaction, Port port, MacAddress mac, CancellationToken cancellationToken)
    {
        if (await IsUsedAsync(transaction.Db, port.NetworkId, mac, cancellationToken))
            throw new MacAddressInUseException(port.NetworkId, mac);
        port.MacAddress = mac;
    }

    private async Task<MacAddress> GenerateAsync(
        StoreTransaction transaction, Guid networkId, HashSet<(Guid, MacAddress)> assigned, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < options.MacGenerationRetries; attempt++)
        {
            var mac = generator.Next();
            if (assigned.Contains((networkId, mac)))
                continue;

            // A collision is rare: the first attempt leaves it to the unique key, and only the attempt after a lost race looks.
            if (transaction.Attempt == 1 || !await IsUsedAsync(transaction.Db, networkId, mac, cancellationToken))
            {
                assigned.Add((networkId, mac));
                return mac;
            }
        }

        throw new MacAddressGenerationFailureException(networkId);
    }

    private static Task<bool> IsUsedAsync(QuantumDbContext db, Guid networkId, MacAddress mac, CancellationToken cancellationToken) =>
        db.Ports.AnyAsync(port => port.NetworkId == networkId && port.MacAddress == mac, cancellationToken);
}
