using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Trunks;

namespace Quantum.Core.Trunks;

/// <summary>Transactions on trunks.</summary>
public sealed class TrunkService(ChangeDispatcher dispatcher, QuantumStore store) : IResourcePlugin<Trunk>
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Trunk>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<Trunk>>(
            context,
            async (scope, token) =>
            {
                var trunks = requests.Select(values => New(values, scope.Transaction.Now)).ToList();
                await QuotaEnforcer.DemandAsync(scope, "trunk", trunks, token);
                foreach (var (trunk, values) in trunks.Zip(requests))
                {
                    await TrunkPorts.DemandParentAsync(scope, trunk.PortId, token);
                    await TrunkPorts.AddAsync(scope, trunk, values.Get(TrunkResource.SubPorts), token);
                    await TrunkPorts.ShowAsync(scope, trunk.PortId, trunk, token);
                    scope.Db.Add(trunk);
                }

                return trunks;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<Trunk> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var trunk = await FindAsync(scope, target, token);
                trunk.Apply(TrunkResource.Standard, changes);
                trunk.AdminStateUp = changes.GetOr(TrunkResource.AdminStateUp, trunk.AdminStateUp);
                if (scope.Db.ChangeTracker.HasChanges())
                    trunk.Touch(scope.Transaction.Now);
                return trunk;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var trunk = await FindAsync(scope, target, token);
                TrunkRules.CheckEnabled(trunk);
                await TrunkPorts.DemandSeparableAsync(scope, trunk, token);
                await TrunkPorts.ShowAsync(scope, trunk.PortId, null, token);
                scope.Db.Remove(trunk);
                return trunk;
            },
            cancellationToken);

    /// <summary>Gives ports to a trunk, all or none.</summary>
    public Task<Trunk> AddSubPortsAsync(
        RequestContext context, ChangeTarget target, IReadOnlyList<SubPortDetails> ports, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            target,
            ports,
            async (scope, trunk, token) =>
            {
                if (trunk.Status == ResourceStatus.Error)
                    throw new TrunkInErrorStateException(trunk.Id);
                await TrunkPorts.AddAsync(scope, trunk, ports, token);
            },
            cancellationToken);

    /// <summary>Takes ports from a trunk, all or none.</summary>
    public Task<Trunk> RemoveSubPortsAsync(
        RequestContext context, ChangeTarget target, IReadOnlyList<SubPortDetails> ports, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            target,
            ports,
            (_, trunk, _) =>
            {
                foreach (var port in ports)
                {
                    if (trunk.SubPorts.RemoveAll(carried => carried.PortId == port.PortId) == 0)
                        throw new SubPortNotFoundException(port.PortId, trunk.Id);
                }

                return Task.CompletedTask;
            },
            cancellationToken);

    /// <summary>The ports of a trunk.</summary>
    public async Task<IReadOnlyList<SubPortDetails>> ListSubPortsAsync(Guid trunkId, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        var trunk = await db.Trunks.Include(trunk => trunk.SubPorts).FirstOrDefaultAsync(trunk => trunk.Id == trunkId, cancellationToken);
        return (trunk ?? throw new TrunkNotFoundException(trunkId.ToString())).Details;
    }

    private Task<Trunk> ChangeAsync(
        RequestContext context,
        ChangeTarget target,
        IReadOnlyList<SubPortDetails> ports,
        Func<ChangeScope, Trunk, CancellationToken, Task> change,
        CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var trunk = await FindAsync(scope, target, token);
                TrunkRules.CheckEnabled(trunk);
                await change(scope, trunk, token);
                trunk.Status = ResourceStatus.Down;
                if (ports.Count > 0)
                {
                    trunk.Touch(scope.Transaction.Now);
                    await TrunkPorts.ShowAsync(scope, trunk.PortId, trunk, token);
                }

                return trunk;
            },
            cancellationToken);

    private static async Task<Trunk> FindAsync(ChangeScope scope, ChangeTarget target, CancellationToken cancellationToken)
    {
        await StoreLocks.LockAsync<Trunk>(scope.Db, target.Id, cancellationToken);
        return await scope.FindAsync(scope.Db.Trunks.Include(trunk => trunk.SubPorts), target, TrunkResource.Definition, cancellationToken);
    }

    private static Trunk New(AttributeValues values, DateTime now) => new Trunk
    {
        PortId = values.Get(TrunkResource.PortId),
        AdminStateUp = values.Get(TrunkResource.AdminStateUp),
    }.Stamp(TrunkResource.Standard, values, now);
}
