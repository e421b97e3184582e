using System.Net;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ipam;

/// <summary>Hands out addresses to ports, inside the transaction that changes the port, and takes them back.</summary>
public sealed class IpAllocator(AddressCursors cursors, RandomAddresses random, IpamOptions options)
{
    private const int RandomRounds = 4;
    private const int DistrustAfter = 2;

    /// <summary>
    /// One address of each IP version that the network has, for each port; from the first subnet of the version that has one.
    /// </summary>
    /// <exception cref="IpAddressGenerationFailureException">A version's subnets have no address left.</exception>
    public async Task AllocateAnyAsync(
        ChangeScope scope, IReadOnlyList<Port> ports, IReadOnlyList<Subnet> subnets, CancellationToken cancellationToken)
    {
        foreach (var version in subnets.GroupBy(subnet => subnet.IpVersion).OrderBy(version => version.Key))
        {
            await RecycleHeldAsync(scope, version, cancellationToken);
            var waiting = ports;
            foreach (var subnet in version.OrderBy(subnet => cursors.IsProbablyFull(subnet.Id)))
            {
                waiting = await AllocateNextAsync(scope, waiting, new(subnet, null), cancellationToken);
                if (waiting.Count == 0)
                    break;
            }

            if (waiting.Count > 0)
                throw new IpAddressGenerationFailureException(waiting[0].NetworkId);
        }
    }

    /// <summary>The addresses asked for, in order.</summary>
    /// <param name="scope">The operation that changes the port.</param>
    /// <param name="port">The port.</param>
    /// <param name="wanted">Each with its subnet decided; the address may be open.</param>
    /// <param name="cancellationToken">Abandons the work.</param>
    /// <exception cref="IpAddressAlreadyAllocatedException">An address is taken or held.</exception>
    /// <exception cref="IpAddressGenerationFailureException">A subnet has no address left.</exception>
    public async Task AllocateAsync(
        ChangeScope scope, Port port, IReadOnlyList<AddressRequest> wanted, CancellationToken cancellationToken)
    {
        // Chosen addresses first: an automatic choice must not take one that the same request names.
        foreach (var (subnet, address, position) in wanted.Where(item => item.Address is not null))
        {
            var row = Row(scope, port, subnet, address!, position);
            if (!await TryClaimAsync(scope, row, cancellationToken)
                && !(await RecycleAsync(scope, subnet, cancellationToken) && await TryClaimAsync(scope, row, cancellationToken)))
                throw new IpAddressAlreadyAllocatedException(port.NetworkId, subnet.Id, address!);
        }

        foreach (var (subnet, _, position) in wanted.Where(item => item.Address is null))
        {
            await RecycleHeldAsync(scope, [subnet], cancellationToken);
            var waiting = await AllocateNextAsync(scope, [port], new(subnet, position), cancellationToken);
            if (waiting.Count > 0)
                throw new IpAddressGenerationFailureException(port.NetworkId);
        }
    }

    /// <summary>Takes addresses back: free at once, or held until the lease ends where the profile says so.</summary>
    public void Release(ChangeScope scope, IEnumerable<IpAllocation> released, IReadOnlyList<Subnet> subnets)
    {
        foreach (var allocation in released)
        {
            // No subnet: it was deleted a moment ago, and the address with it; deleting it again loses the race and starts anew.
            var subnet = subnets.FirstOrDefault(subnet => subnet.Id == allocation.SubnetId);
            var isHeld = scope.Context.Profile.HoldReleasedAddresses
                && subnet is not null
                && !allocation.IpAddress.Address.Equals(subnet.GatewayIp)
                && subnet.AllocationPools.Any(pool => pool.Range.Contains(allocation.IpAddress))
                && (options.DhcpLeaseDuration < 0 || allocation.ExpiresAt > scope.Transaction.Now);
            if (isHeld)
            {
                allocation.PortId = null;
            }
            else
            {
                scope.Db.Remove(allocation);
                scope.Transaction.OnCommit(() => cursors.Released(allocation.SubnetId, allocation.IpAddress));
            }
        }
    }

    private async Task<bool> TryClaimAsync(ChangeScope scope, IpAllocation row, CancellationToken cancellationToken)
    {
        var refused = await AddressClaim.InsertAsync(scope.Transaction, [row], cancellationToken);
        if (refused.Count > 0)
            return false;

        // A walk of this transaction may have taken note that the address is in use.
        scope.Transaction.OnRollback(() => cursors.Released(row.SubnetId, row.IpAddress));
        QuantumMetrics.Allocations.Add(1);
        return true;
    }

    /// <summary>Where the profile holds addresses, those whose time is over are as free as any other.</summary>
    private async Task RecycleHeldAsync(ChangeScope scope, IEnumerable<Subnet> subnets, CancellationToken cancellationToken)
    {
        if (!scope.Context.Profile.HoldReleasedAddresses)
            return;
        foreach (var subnet in subnets)
            await RecycleAsync(scope, subnet, cancellationToken);
    }

    /// <summary>Deletes the held addresses of a subnet whose time is over. False when there were none.</summary>
    private async Task<bool> RecycleAsync(ChangeScope scope, Subnet subnet, CancellationToken cancellationToken)
    {
        var expired = await scope.Db.IpAllocations
            .Where(held => held.SubnetId == subnet.Id && held.PortId == null && held.ExpiresAt <= scope.Transaction.Now)
            .Select(held => held.IpAddress)
            .ToListAsync(cancellationToken);
        if (expired.Count == 0)
            return false;

        await scope.Db.IpAllocations
            .Where(held => held.SubnetId == subnet.Id && held.PortId == null && held.ExpiresAt <= scope.Transaction.Now)
            .ExecuteDeleteAsync(cancellationToken);

        // Known at once, so that this transaction finds the lowest of them; if it fails, the rows decide.
        expired.ForEach(address => cursors.Released(subnet.Id, address));
        return true;
    }

    /// <summary>The next free address of the subnet for each port. Returns the ports for which there was none.</summary>
    private async Task<IReadOnlyList<Port>> AllocateNextAsync(
        ChangeScope scope, IReadOnlyList<Port> ports, Place place, CancellationToken cancellationToken)
    {
        var subnet = place.Subnet;
        IReadOnlyList<IpRange> pools = [.. subnet.AllocationPools.Select(pool => pool.Range)];
        var cursor = cursors.Of(subnet.Id, pools);
        var recycled = false;
        var waiting = ports;
        var isRandom = scope.Context.Profile.IpChoice == IpChoice.Random;
        for (var round = 0; waiting.Count > 0; round++)
        {
            isRandom &= round < RandomRounds;
            var candidates = isRandom
                ? random.Pick(pools, waiting.Count)
                : await cursor.TakeAsync(scope.Db, subnet.Id, waiting.Count, cancellationToken);
            if (candidates.Count == 0)
            {
                if (recycled || !await RecycleAsync(scope, subnet, cancellationToken))
                    return waiting;
                recycled = true;
                continue;
            }

            if (!isRandom)
                Return(scope, cursor, candidates);
            var refused = await ClaimAsync(scope, waiting, candidates, place, cancellationToken);
            if (!isRandom && refused.Count == waiting.Count && round % DistrustAfter == DistrustAfter - 1)
                cursor.Distrust(candidates[^1]);
            waiting = refused;
        }

        return [];
    }

    /// <summary>What becomes of the cursor's candidates when the transaction ends.</summary>
    private static void Return(ChangeScope scope, AddressCursor cursor, IReadOnlyList<IPAddress> candidates)
    {
        foreach (var address in candidates)
        {
            scope.Transaction.OnCommit(() => cursor.Forget(address));
            scope.Transaction.OnRollback(() => cursor.GiveBack(address));
        }
    }

    /// <summary>Takes the candidates in the database. Returns the ports that got none.</summary>
    private async Task<IReadOnlyList<Port>> ClaimAsync(
        ChangeScope scope, IReadOnlyList<Port> ports, IReadOnlyList<IPAddress> candidates, Place place, CancellationToken cancellationToken)
    {
        var rows = ports.Zip(candidates, (port, address) =>
            Row(scope, port, place.Subnet, address, place.Position ?? port.Allocations.Count)).ToList();
        var refused = await AddressClaim.InsertAsync(scope.Transaction, rows, cancellationToken);
        QuantumMetrics.Allocations.Add(rows.Count - refused.Count);
        QuantumMetrics.AllocationRetries.Add(refused.Count);

        var unlucky = refused.Select(row => row.PortId).ToHashSet();
        return [.. ports.Where(port => unlucky.Contains(port.Id)), .. ports.Skip(candidates.Count)];
    }

    private IpAllocation Row(ChangeScope scope, Port port, Subnet subnet, IPAddress address, int position) => new()
    {
        SubnetId = subnet.Id,
        IpAddress = address,
        PortId = port.Id,
        Position = position,
        ExpiresAt = scope.Context.Profile.HoldReleasedAddresses && options.DhcpLeaseDuration >= 0
            ? scope.Transaction.Now.AddSeconds(options.DhcpLeaseDuration)
            : null,
    };

    /// <summary>Where an address is wanted.</summary>
    /// <param name="Subnet">The subnet.</param>
    /// <param name="Position">Place among the port's addresses; <c>null</c>: behind those it has.</param>
    private readonly record struct Place(Subnet Subnet, int? Position);
}
