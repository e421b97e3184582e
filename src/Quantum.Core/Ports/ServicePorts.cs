using Microsoft.EntityFrameworkCore;
using Quantum.Core.Ipam;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ports;

/// <summary>The ports by which routers and floating IPs are on networks. They are the service's own: no policy is asked, no quota counts.</summary>
public sealed class ServicePorts(PortAddresses addresses, MacAllocator macs)
{
    /// <summary>Puts a port on a network.</summary>
    /// <param name="scope">The operation that needs it.</param>
    /// <param name="network">The network.</param>
    /// <param name="subnets">The network's subnets with their pools.</param>
    /// <param name="user">Who uses the port.</param>
    /// <param name="fixedIps">Its addresses; <c>null</c>: one of each IP version that the network has.</param>
    /// <param name="cancellationToken">Abandons the work.</param>
    public async Task<Port> CreateAsync(
        ChangeScope scope,
        Network network,
        IReadOnlyList<Subnet> subnets,
        PortUser user,
        IReadOnlyList<FixedIp>? fixedIps,
        CancellationToken cancellationToken)
    {
        var values = new AttributeValues();
        if (fixedIps is not null)
            values.Set(PortResource.FixedIps, fixedIps);
        var port = new Port
        {
            Id = Guid.NewGuid(),
            TenantId = user.TenantId,
            NetworkId = network.Id,
            NetworkTenantId = network.TenantId,
            Status = scope.Context.Profile.PortStatus == PortStatusRule.Agent ? ResourceStatus.Down : ResourceStatus.Active,
            DeviceId = user.DeviceId.ToString(),
            DeviceOwner = user.DeviceOwner,
            PortSecurityEnabled = false,
            CreatedAt = scope.Transaction.Now,
            UpdatedAt = scope.Transaction.Now,
        };
        await macs.AssignAsync(scope.Transaction, [port], [values], cancellationToken);
        scope.Transaction.Insert([port]);
        var offered = new Dictionary<Guid, IReadOnlyList<Subnet>> { [network.Id] = subnets };
        await addresses.AllocateAsync(scope, [port], [values], offered, cancellationToken);
        await scope.Transaction.InsertAsync(cancellationToken);
        scope.Record(ChangeKind.Create, port, values);
        return port;
    }

    /// <summary>True when a router or floating IP uses the port: it is not for the port API to delete or hand on.</summary>
    public static Task<bool> IsUsedAsync(ChangeScope scope, Port port, CancellationToken cancellationToken) => port.DeviceOwner switch
    {
        DeviceOwners.RouterInterface => scope.Db.RouterInterfaces.AnyAsync(held => held.PortId == port.Id, cancellationToken),
        DeviceOwners.RouterGateway => scope.Db.Routers.AnyAsync(router => router.GatewayPortId == port.Id, cancellationToken),
        DeviceOwners.FloatingIp => scope.Db.FloatingIps.AnyAsync(floatingIp => floatingIp.FloatingPortId == port.Id, cancellationToken),
        _ => Task.FromResult(false),
    };
}

/// <summary>Who uses a port of the service.</summary>
/// <param name="TenantId">Its owner; empty: nobody sees it but administrators.</param>
/// <param name="DeviceId">The router or floating IP.</param>
/// <param name="DeviceOwner">One of <see cref="DeviceOwners"/>.</param>
public sealed record PortUser(string TenantId, Guid DeviceId, string DeviceOwner);
