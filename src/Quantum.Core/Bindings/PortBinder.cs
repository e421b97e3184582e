using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Bindings;

/// <summary>Ties ports to hosts: asks the plugin what it offers there, and says what becomes of the port's status.</summary>
internal static class PortBinder
{
    /// <summary>Longest profile, in characters.</summary>
    private const int ProfileLength = 4095;

    /// <summary>Binds a port as the request says; nothing happens unless it says something new.</summary>
    public static async Task BindAsync(ChangeScope scope, Port port, AttributeValues values, CancellationToken cancellationToken)
    {
        var binding = PortBinding.ActiveOf(port);
        binding.Host = values.GetOr(PortBindingAttributes.HostId, port.HostId);
        binding.VnicType = values.GetOr(PortBindingAttributes.VnicType, port.VnicType);
        binding.Profile = values.GetOr(PortBindingAttributes.Profile, port.BindingProfile);
        if ((binding.Host, binding.VnicType, binding.Profile) == (port.HostId, port.VnicType, port.BindingProfile))
            return;

        await OfferAsync(scope, port, binding, cancellationToken);
        Activate(scope, port, binding);
    }

    /// <summary>Binds a port that exists; a binding that waited on its new host is the port's own now.</summary>
    public static async Task RebindAsync(ChangeScope scope, Port port, AttributeValues changes, CancellationToken cancellationToken)
    {
        var before = port.HostId;
        await BindAsync(scope, port, changes, cancellationToken);
        if (port.HostId.Length > 0 && port.HostId != before)
        {
            await scope.Db.PortBindings.Where(waiting => waiting.PortId == port.Id && waiting.Host == port.HostId)
                .ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>Gives a binding the interface that the plugin offers.</summary>
    public static async Task OfferAsync(ChangeScope scope, Port port, PortBinding binding, CancellationToken cancellationToken)
    {
        if (binding.Profile.Length > ProfileLength)
            throw new InvalidInputException("binding:profile value too large");
        binding.Take(binding.Host.Length == 0 ? Vif.Unbound : await scope.BindAsync(port, binding, cancellationToken));
    }

    /// <summary>Makes a binding the one that the port uses.</summary>
    public static void Activate(ChangeScope scope, Port port, PortBinding binding)
    {
        binding.ActivateOn(port);
        port.Status = scope.Context.Profile.PortStatus switch
        {
            PortStatusRule.OnBind => Vif.IsPluggedType(port.VifType) ? ResourceStatus.Active : ResourceStatus.Down,
            PortStatusRule.Agent => ResourceStatus.Down,
            _ => port.Status,
        };
    }
}
