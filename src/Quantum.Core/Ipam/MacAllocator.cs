using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ipam;

/// <summary>Gives ports their MAC addresses. A unique key on (network, MAC) decides races.</summary>
public sealed class MacAllocator(MacGenerator generator, IpamOptions options)
{
    private const int Few = 8;

    /// <summary>Takes over the addresses asked for and generates the others.</summary>
    /// <exception cref="MacAddressInUseException">An address asked for is in use on its network.</exception>
    /// <exception cref="MacAddressGenerationFailureException">No free address was found.</exception>
    public async Task AssignAsync(
        StoreTransaction transaction, IReadOnlyList<Port> ports, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken)
    {
        var assigned = new HashSet<(Guid, MacAddress)>();
        var open = new List<Port>();
        foreach (var (port, values) in ports.Zip(requests))
        {
            if (!values.TryGet(PortResource.MacAddress, out var mac))
            {
                open.Add(port);
                continue;
            }

            if (!assigned.Add((port.NetworkId, mac)) || await IsUsedAsync(transaction.Db, port.NetworkId, mac, cancellationToken))
                throw new MacAddressInUseException(port.NetworkId, mac);
            port.MacAddress = mac;
        }

        foreach (var network in open.GroupBy(port => port.NetworkId))
            await GenerateAsync(transaction, [.. network], assigned, cancellationToken);
    }

    /// <summary>Gives a port another address.</summary>
    /// <exception cref="MacAddressInUseException">The address is in use on the port's network.</exception>
    public static async Task ChangeAsync(StoreTransaction transaction, Port port, MacAddress mac, CancellationToken cancellationToken)
    {
        if (await IsUsedAsync(transaction.Db, port.NetworkId, mac, cancellationToken))
            throw new MacAddressInUseException(port.NetworkId, mac);
        port.MacAddress = mac;
    }

    /// <summary>Gives ports of one network addresses that none of its ports has.</summary>
    private async Task GenerateAsync(
        StoreTransaction transaction, IReadOnlyList<Port> ports, HashSet<(Guid, MacAddress)> assigned, CancellationToken cancellationToken)
    {
        // A collision of a few is rare: the first attempt leaves it to the unique key.
        var looks = transaction.Attempt > 1 || ports.Count > Few;
        var open = ports;
        for (var attempt = 0; attempt < options.MacGenerationRetries; attempt++)
        {
            foreach (var port in open)
                port.MacAddress = generator.Next();
            var used = looks ? await UsedAsync(transaction.Db, open, cancellationToken) : [];
            open = [.. open.Where(port => used.Contains(port.MacAddress) || !assigned.Add((port.NetworkId, port.MacAddress)))];
            if (open.Count == 0)
                return;
        }

        throw new MacAddressGenerationFailureException(open[0].NetworkId);
    }

    private static async Task<HashSet<MacAddress>> UsedAsync(QuantumDbContext db, IReadOnlyList<Port> ports, CancellationToken cancellationToken)
    {
        var (networkId, macs) = (ports[0].NetworkId, ports.Select(port => port.MacAddress).ToList());
        return await db.Ports.Where(port => port.NetworkId == networkId && macs.Contains(port.MacAddress))
            .Select(port => port.MacAddress)
            .ToHashSetAsync(cancellationToken);
    }

    private static Task<bool> IsUsedAsync(QuantumDbContext db, Guid networkId, MacAddress mac, CancellationToken cancellationToken) =>
        db.Ports.AnyAsync(port => port.NetworkId == networkId && port.MacAddress == mac, cancellationToken);
}
