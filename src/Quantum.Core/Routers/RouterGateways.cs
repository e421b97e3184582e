using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Qos;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Routers;

/// <summary>Connects routers with external networks, inside the transaction that changes the router.</summary>
public sealed class RouterGateways(ServicePorts ports, PortAddresses addresses)
{
    /// <summary>Gives the router this way out; <c>null</c>: none.</summary>
    public async Task SetAsync(ChangeScope scope, Router router, ExternalGateway? wanted, CancellationToken cancellationToken)
    {
        router.EnableSnat = wanted?.EnableSnat ?? true;
        if (wanted is null)
        {
            router.QosPolicyId = null;
            await RemoveAsync(scope, router, cancellationToken);
            return;
        }

        await ConnectAsync(scope, router, wanted, cancellationToken);
        if (wanted.KeepsQosPolicy || wanted.QosPolicyId == router.QosPolicyId)
            return;

        router.QosPolicyId = wanted.QosPolicyId;
        await QosTargets.DemandAsync(scope, [router], cancellationToken);
    }

    private async Task ConnectAsync(ChangeScope scope, Router router, ExternalGateway wanted, CancellationToken cancellationToken)
    {
        var network = await FindNetworkAsync(scope, wanted.NetworkId, cancellationToken)
            ?? throw new NetworkNotFoundException(wanted.NetworkId.ToString());
        if (!network.External)
        {
            throw new BadRequestException(
                "router", $"Network {network.Id} is not an external network", $"Network {network.Id} is not a valid external network");
        }

        await DemandNotGatewayAsync(scope, wanted, cancellationToken);
        if (router.GatewayPort is { } port && port.NetworkId == network.Id)
        {
            if (wanted.ExternalFixedIps is { Count: > 0 } asked && await addresses.ReplaceAsync(scope, port, asked, cancellationToken))
            {
                port.Touch(scope.Transaction.Now);
                scope.Record(ChangeKind.Update, port);
            }

            return;
        }

        await RemoveAsync(scope, router, cancellationToken);
        await AddAsync(scope, router, network, wanted, cancellationToken);
    }

    /// <summary>The network, which stays as it is until the transaction ends; <c>null</c> when the caller does not see it.</summary>
    internal static async Task<Network?> FindNetworkAsync(ChangeScope scope, Guid id, CancellationToken cancellationToken)
    {
        await StoreLocks.ShareAsync<Network>(scope.Db, id, cancellationToken);
        return await scope.Db.Networks.Where(Visibility.Networks(scope.Context)).ForCaller(scope.Db)
            .FirstOrDefaultAsync(network => network.Id == id, cancellationToken);
    }

    /// <summary>Takes the gateway port away, unless floating IPs need it.</summary>
    internal async Task RemoveAsync(ChangeScope scope, Router router, CancellationToken cancellationToken)
    {
        if (router.GatewayPort is not { } port)
            return;
        if (await scope.Db.FloatingIps.AnyAsync(floatingIp => floatingIp.RouterId == router.Id, cancellationToken))
            throw new RouterExternalGatewayInUseByFloatingIpException(router.Id, port.NetworkId);

        (router.GatewayPort, router.GatewayPortId) = (null, null);
        await addresses.RemoveAsync(scope, port, cancellationToken);
    }

    private static async Task DemandNotGatewayAsync(ChangeScope scope, ExternalGateway wanted, CancellationToken cancellationToken)
    {
        if (wanted.ExternalFixedIps is not { Count: > 0 } asked)
            return;

        var gateways = await scope.Db.Subnets.Where(subnet => subnet.NetworkId == wanted.NetworkId)
            .Select(subnet => subnet.GatewayIp)
            .ToListAsync(cancellationToken);
        if (asked.Select(item => item.IpAddress).FirstOrDefault(address => address is not null && gateways.Contains(address)) is { } taken)
            throw new BadRequestException("router", $"External IP {taken} is the same as the gateway IP");
    }

    private async Task AddAsync(
        ChangeScope scope, Router router, Network network, ExternalGateway wanted, CancellationToken cancellationToken)
    {
        var external = await PortNetworks.SubnetsAsync(scope.Db, network.Id, cancellationToken);
        RouterRules.CheckOverlap(external, await RouterInterfaces.ConnectedAsync(scope.Db, router.Id, cancellationToken));
        var asked = wanted.ExternalFixedIps is { Count: > 0 } fixedIps ? fixedIps : null;
        var port = await TakeAsync(scope, router, network, external, asked, cancellationToken);
        (router.GatewayPort, router.GatewayPortId) = (port, port.Id);
    }

    private async Task<Port> TakeAsync(
        ChangeScope scope,
        Router router,
        Network network,
        IReadOnlyList<Subnet> external,
        IReadOnlyList<FixedIp>? asked,
        CancellationToken cancellationToken)
    {
        var needsAddress = scope.Context.Profile.GatewayNeedsAddress;
        try
        {
            var user = new PortUser("", router.Id, DeviceOwners.RouterGateway);
            var port = await ports.CreateAsync(scope, network, external, user, asked, cancellationToken);
            return port.Allocations.Count > 0 || !needsAddress ? port : throw NoAddress(network);
        }
        catch (IpAddressGenerationFailureException) when (needsAddress)
        {
            throw NoAddress(network);
        }
    }

    private static BadRequestException NoAddress(Network network) => new("router", $"No IPs available for external network {network.Id}");
}
