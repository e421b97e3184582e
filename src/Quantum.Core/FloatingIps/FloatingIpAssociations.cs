using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;

namespace Quantum.Core.FloatingIps;

/// <summary>Maps floating IPs to the addresses of ports, inside the transaction that changes either.</summary>
internal static class FloatingIpAssociations
{
    /// <summary>Maps a floating IP to a port.</summary>
    /// <param name="scope">The operation.</param>
    /// <param name="floatingIp">The floating IP.</param>
    /// <param name="portId">The port.</param>
    /// <param name="fixedIp">The address of it; <c>null</c>: its only one.</param>
    /// <param name="cancellationToken">Abandons the work.</param>
    public static async Task BeginAsync(
        ChangeScope scope, FloatingIp floatingIp, Guid portId, HostAddress? fixedIp, CancellationToken cancellationToken)
    {
        var port = await scope.Db.Ports.Where(Visibility.Ports(scope.Context)).Include(port => port.Allocations)
            .FirstOrDefaultAsync(port => port.Id == portId, cancellationToken) ?? throw new PortNotFoundException(portId.ToString());
        FloatingIpRules.CheckPort(floatingIp, port, scope);
        var held = FloatingIpRules.Choose(port, fixedIp);
        var routerId = await RouterAsync(scope, floatingIp, port, held, cancellationToken);
        var isStrict = scope.Context.Profile.StrictFloatingIpAssociation;
        if (await scope.Db.FloatingIps.AnyAsync(
            other => (isStrict || other.Id != floatingIp.Id)
                && other.PortId == port.Id
                && other.FixedIpAddress == held.IpAddress
                && other.FloatingNetworkId == floatingIp.FloatingNetworkId,
            cancellationToken))
            throw new FloatingIPPortAlreadyAssociatedException(floatingIp, port.Id, held.IpAddress);

        (floatingIp.Port, floatingIp.PortId, floatingIp.FormerRouterId) = (port, port.Id, floatingIp.RouterId);
        (floatingIp.FixedIpAddress, floatingIp.RouterId, floatingIp.Status) = (held.IpAddress, routerId, ResourceStatus.Active);
    }

    /// <summary>Frees a floating IP.</summary>
    public static void End(FloatingIp floatingIp)
    {
        (floatingIp.Port, floatingIp.PortId, floatingIp.FormerRouterId) = (null, null, floatingIp.RouterId);
        (floatingIp.FixedIpAddress, floatingIp.RouterId, floatingIp.Status) = (null, null, ResourceStatus.Down);
    }

    /// <summary>Frees the floating IPs of a port that goes away.</summary>
    public static async Task EndAsync(ChangeScope scope, Port port, CancellationToken cancellationToken)
    {
        foreach (var floatingIp in await scope.Db.FloatingIps.Where(floatingIp => floatingIp.PortId == port.Id).ToListAsync(cancellationToken))
            End(scope, floatingIp);
    }

    /// <summary>Frees the floating IPs of addresses that a port no longer has.</summary>
    public static async Task EndLostAsync(ChangeScope scope, Port port, CancellationToken cancellationToken)
    {
        var kept = port.Allocations.Select(held => (HostAddress?)held.IpAddress).ToHashSet();
        foreach (var floatingIp in await scope.Db.FloatingIps.Where(floatingIp => floatingIp.PortId == port.Id).ToListAsync(cancellationToken))
        {
            if (!kept.Contains(floatingIp.FixedIpAddress))
                End(scope, floatingIp);
        }
    }

    private static void End(ChangeScope scope, FloatingIp floatingIp)
    {
        End(floatingIp);
        floatingIp.Touch(scope.Transaction.Now);
        scope.Record(ChangeKind.Update, floatingIp);
    }

    /// <summary>The router that leads from the address to the external network, and stays so until the transaction ends.</summary>
    private static async Task<Guid> RouterAsync(
        ChangeScope scope, FloatingIp floatingIp, Port port, IpAllocation held, CancellationToken cancellationToken)
    {
        var db = scope.Db;
        var subnet = await db.Subnets.AsNoTracking().FirstAsync(subnet => subnet.Id == held.SubnetId, cancellationToken);
        if (subnet.GatewayIp is null && scope.Context.Profile.StrictFloatingIpAssociation)
            throw new BadRequestException("floatingip", $"Cannot add floating IP to port on subnet {subnet.Id} which has no gateway_ip");

        var gateway = subnet.GatewayIp is { } address ? (HostAddress?)address : null;
        var routers = db.Routers
            .Where(router => router.GatewayPort!.NetworkId == floatingIp.FloatingNetworkId)
            .Join(db.RouterInterfaces.Where(connection => connection.SubnetId == subnet.Id), router => router.Id, connection => connection.RouterId, (router, connection) => new { router.Id, connection.PortId });
        var candidates = await routers
            .OrderByDescending(found => db.IpAllocations.Any(own => own.PortId == found.PortId && own.IpAddress == gateway))
            .ThenBy(found => found.Id)
            .Select(found => found.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in candidates)
        {
            await StoreLocks.ShareAsync<Router>(db, id, cancellationToken);
            if (await routers.AnyAsync(found => found.Id == id, cancellationToken))
                return id;
        }

        throw new ExternalGatewayForFloatingIPNotFoundException(floatingIp.FloatingNetworkId, subnet.Id, port.Id);
    }
}
