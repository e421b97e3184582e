using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;

namespace Quantum.Core.Bindings;

/// <summary>
/// What the reference plugin does for the bindings of a port: one method per operation, one transaction each. The port's row is
/// locked in all of them, so that a port never has two bindings for a host or two in use.
/// </summary>
public sealed class BindingService(ChangeDispatcher dispatcher)
{
    /// <summary>All bindings of a port.</summary>
    public static async Task<IReadOnlyList<PortBinding>> ReadAsync(QuantumDbContext db, Port port, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        DemandDevice(port);

        // One statement: a binding that is activated meanwhile is seen in one of its places.
        var found = await db.Ports.AsNoTracking().Where(row => row.Id == port.Id)
            .Select(row => new { Port = row, Waiting = db.PortBindings.Where(binding => binding.PortId == row.Id).ToList() })
            .FirstOrDefaultAsync(cancellationToken) ?? throw new PortNotFoundException(port.Id.ToString());
        return found.Port.HostId.Length > 0 ? [PortBinding.ActiveOf(found.Port), .. found.Waiting] : found.Waiting;
    }

    /// <summary>Binds a port to one more host.</summary>
    public Task<PortBinding> CreateAsync(
        RequestContext context, ChangeTarget target, AttributeValues request, PluginHooks hooks, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            target,
            hooks,
            async (scope, port, waiting, token) =>
            {
                var host = request.Get(BindingResource.Host);
                if (port.HostId == host || waiting.Any(other => other.Host == host))
                    throw new PortBindingAlreadyExistsException(port.Id, host);

                var binding = new PortBinding { PortId = port.Id, Host = host };
                await WantAsync(scope, port, binding, request, token);
                if (port.HostId.Length == 0)
                    PortBinder.Activate(scope, port, binding);
                else
                    scope.Db.Add(binding);
                return binding;
            },
            cancellationToken);

    /// <summary>Changes what the device wants on a host.</summary>
    public Task<PortBinding> UpdateAsync(
        RequestContext context,
        (ChangeTarget Port, string Host) target,
        AttributeValues changes,
        PluginHooks hooks,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            target.Port,
            hooks,
            async (scope, port, waiting, token) =>
            {
                var binding = port.HostId == target.Host ? PortBinding.ActiveOf(port) : Waiting(port, waiting, target.Host);
                await WantAsync(scope, port, binding, changes, token);
                if (binding.IsActive)
                    PortBinder.Activate(scope, port, binding);
                return binding;
            },
            cancellationToken);

    /// <summary>Makes a binding the one that the port uses; the one in use so far waits.</summary>
    public Task<PortBinding> ActivateAsync(
        RequestContext context, (ChangeTarget Port, string Host) target, PluginHooks hooks, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            target.Port,
            hooks,
            (scope, port, waiting, _) =>
            {
                if (port.HostId == target.Host)
                    throw new PortBindingAlreadyActiveException(port.Id, target.Host);

                var binding = Waiting(port, waiting, target.Host);
                if (port.HostId.Length > 0)
                    scope.Db.Add(PortBinding.ActiveOf(port));
                scope.Db.Remove(binding);
                PortBinder.Activate(scope, port, binding);
                return Task.FromResult(binding);
            },
            cancellationToken);

    /// <summary>Ends a binding; without the one that it uses, the port is unbound.</summary>
    public Task DeleteAsync(
        RequestContext context, (ChangeTarget Port, string Host) target, PluginHooks hooks, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            target.Port,
            hooks,
            (scope, port, waiting, _) =>
            {
                if (port.HostId != target.Host)
                {
                    var binding = Waiting(port, waiting, target.Host);
                    scope.Db.Remove(binding);
                    return Task.FromResult(binding);
                }

                var none = new PortBinding { PortId = port.Id, VnicType = port.VnicType };
                PortBinder.Activate(scope, port, none);
                return Task.FromResult(none);
            },
            cancellationToken);

    private Task<PortBinding> ChangeAsync(
        RequestContext context,
        ChangeTarget target,
        PluginHooks hooks,
        Func<ChangeScope, Port, IReadOnlyList<PortBinding>, CancellationToken, Task<PortBinding>> change,
        CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                // The port and the bindings that wait are read one after the other: nobody may come between.
                await StoreLocks.LockAsync<Port>(scope.Db, target.Id, token);
                var port = await scope.FindAsync(scope.Db.Ports.Include(port => port.Allocations), target, PortResource.Definition, token);
                DemandDevice(port);
                var waiting = await scope.Db.PortBindings.Where(binding => binding.PortId == port.Id).ToListAsync(token);
                var binding = await change(scope, port, waiting, token);
                port.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                scope.Record(ChangeKind.Update, port);
                return binding;
            },
            cancellationToken);

    private static async Task WantAsync(
        ChangeScope scope, Port port, PortBinding binding, AttributeValues values, CancellationToken cancellationToken)
    {
        binding.VnicType = values.GetOr(BindingResource.VnicType, binding.VnicType);
        binding.Profile = values.GetOr(BindingResource.Profile, binding.Profile);
        await PortBinder.OfferAsync(scope, port, binding, cancellationToken);
        if (!Vif.IsPluggedType(binding.VifType))
            throw new PortBindingErrorException(port.Id, binding.Host);
    }

    private static PortBinding Waiting(Port port, IReadOnlyList<PortBinding> waiting, string host) =>
        waiting.FirstOrDefault(binding => binding.Host == host) ?? throw new PortBindingNotFoundException(port.Id, host);

    /// <summary>Only the ports of VMs move.</summary>
    private static void DemandDevice(Port port)
    {
        if (!port.DeviceOwner.StartsWith("compute:", StringComparison.Ordinal))
            throw new BadRequestException("port", $"Invalid port {port.Id}. Operation only valid on compute ports");
    }
}
