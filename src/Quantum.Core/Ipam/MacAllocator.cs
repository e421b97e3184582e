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
            if (!IsAsked(values, out var mac))
            {
                open.Add(port);
                continue;
            }

            if (!assigned.Add((port.NetworkId, mac)) || await IsUsedAsync(transaction.Db, port.NetworkId, mac, cancellationToken))
                throw new MacAddressInUseException(port.NetworkId, mac);
            port.MacAddress = mac;
        }

        foreach (var network in open.GroupBy(port => port.NetworkId))
        {
            List<Port> waiting = [.. network];
            // A collision of a few is rare: the first attempt leaves it to the unique key.
            var looks = transaction.Attempt > 1 || waiting.Count > Few;
            var macs = await GenerateAsync(transaction.Db, network.Key, waiting.Count, assigned, looks, cancellationToken);
            foreach (var (port, mac) in waiting.Zip(macs))
                port.MacAddress = mac;
        }
    }

    /// <summary>The address that a change asks for: the one sent, or a generated one.</summary>
    /// <exception cref="MacAddressGenerationFailureException">No free address was found.</exception>
    public async Task<MacAddress> AskedAsync(
        StoreTransaction transaction, Port port, AttributeValues changes, CancellationToken cancellationToken) =>
        IsAsked(changes, out var mac) ? mac : (await GenerateAsync(transaction.Db, port.NetworkId, 1, [], looks: true, cancellationToken))[0];

    /// <summary>Gives a port another address.</summary>
    /// <exception cref="MacAddressInUseException">The address is in use on the port's network.</exception>
    public static async Task ChangeAsync(StoreTransaction transaction, Port port, MacAddress mac, CancellationToken cancellationToken)
    {
        if (await IsUsedAsync(transaction.Db, port.NetworkId, mac, cancellationToken))
            throw new MacAddressInUseException(port.NetworkId, mac);
        port.MacAddress = mac;
    }

    private static bool IsAsked(AttributeValues values, out MacAddress mac) =>
        values.TryGet(PortResource.MacAddress, out mac) && mac != default;

    /// <summary>As many addresses that no port of the network has, as far as anybody looks.</summary>
    private async Task<IReadOnlyList<MacAddress>> GenerateAsync(
        QuantumDbContext db,
        Guid networkId,
        int count,
        HashSet<(Guid, MacAddress)> assigned,
        bool looks,
        CancellationToken cancellationToken)
    {
        var free = new List<MacAddress>(count);
        for (var attempt = 0; attempt < options.MacGenerationRetries; attempt++)
        {
            var candidates = Enumerable.Range(0, count - free.Count).Select(_ => generator.Next()).ToHashSet();
            if (looks)
                candidates.ExceptWith(await UsedAsync(db, networkId, candidates, cancellationToken));
            free.AddRange(candidates.Where(mac => assigned.Add((networkId, mac))));
            if (free.Count == count)
                return free;
        }

        throw new MacAddressGenerationFailureException(networkId);
    }

    private static Task<List<MacAddress>> UsedAsync(
        QuantumDbContext db, Guid networkId, IReadOnlyCollection<MacAddress> macs, CancellationToken cancellationToken) =>
        db.Ports.Where(port => port.NetworkId == networkId && macs.Contains(port.MacAddress))
            .Select(port => port.MacAddress)
            .ToListAsync(cancellationToken);

    private static Task<bool> IsUsedAsync(QuantumDbContext db, Guid networkId, MacAddress mac, CancellationToken cancellationToken) =>
        db.Ports.AnyAsync(port => port.NetworkId == networkId && port.MacAddress == mac, cancellationToken);
}
