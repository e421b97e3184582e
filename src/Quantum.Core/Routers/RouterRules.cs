using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Routers;

/// <summary>What a router may be connected with, as far as the subnets tell.</summary>
public static class RouterRules
{
    /// <summary>No subnet twice, and no two whose addresses contain one another.</summary>
    public static void CheckOverlap(IEnumerable<Subnet> added, IReadOnlyList<Subnet> connected)
    {
        foreach (var subnet in added)
        {
            if (connected.Any(other => other.Id == subnet.Id))
                throw new BadRequestException("router", $"Router already has a port on subnet {subnet.Id}");
            if (connected.FirstOrDefault(other => other.Cidr.Overlaps(subnet.Cidr)) is { } overlapped)
            {
                throw new BadRequestException(
                    "router",
                    $"Cidr {subnet.Cidr} of subnet {subnet.Id} overlaps with cidr {overlapped.Cidr} of subnet {overlapped.Id}",
                    $"Cidr {subnet.Cidr} of subnet {subnet.Id} is overlapped with cidr {overlapped.Cidr} of subnet {overlapped.Id}");
            }
        }
    }

    /// <summary>The port that connects has addresses, at most one of them IPv4.</summary>
    public static void CheckPort(Port port)
    {
        if (port.DeviceId.Length > 0)
            throw new PortInUseException(port.Id, port.NetworkId, port.DeviceId);
        if (port.Allocations.Count == 0)
        {
            throw new BadRequestException(
                "router", "Router port must have at least one fixed IP", "Router port must have exactly one fixed IP");
        }

        if (port.Allocations.Count(held => held.IpAddress.Address.IpVersion() == 4) > 1)
        {
            throw new BadRequestException(
                "router", "Cannot have multiple IPv4 subnets on router port", "Router port must have exactly one fixed IP");
        }
    }

    /// <summary>Every next hop is a neighbour: on a connected subnet, and not the router itself.</summary>
    /// <param name="router">The router with its routes.</param>
    /// <param name="limit">Largest number of routes.</param>
    /// <param name="connected">The subnets that it is connected to, its gateway's included.</param>
    /// <param name="own">The router's own addresses.</param>
    public static void CheckRoutes(Router router, int limit, IReadOnlyList<IpCidr> connected, IReadOnlyList<HostAddress> own)
    {
        if (router.Routes.Count > limit)
            throw new RoutesExhaustedException(router.Id, limit);
        foreach (var route in router.Routes)
        {
            if (!connected.Any(cidr => cidr.Contains(route.NextHop)))
                throw new InvalidRoutesException(router.Routes, "the nexthop is not connected with router");
            if (own.Contains(route.NextHop))
                throw new InvalidRoutesException(router.Routes, "the nexthop is used by router");
        }
    }
}
