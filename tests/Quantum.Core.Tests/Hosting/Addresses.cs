using System.Net;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Tests.Hosting;

/// <summary>Addresses as tests write them.</summary>
internal static class Addresses
{
    public static IPAddress Ip(string text) => IPAddress.Parse(text);

    public static IpCidr Cidr(string text) => IpCidr.Parse(text);

    /// <summary><c>first-last</c>.</summary>
    public static AllocationPool Pool(string text) => new() { FirstIp = Ip(text.Split('-')[0]), LastIp = Ip(text.Split('-')[1]) };

    /// <summary>Pools separated by blanks; none for an empty text.</summary>
    public static AllocationPool[] Pools(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Pool)];

    public static string Text(this IEnumerable<AllocationPool> pools) => string.Join(' ', pools.Select(pool => pool.Range.ToString()));

    /// <summary>The port's addresses, in its order, separated by blanks.</summary>
    public static string Addressed(this Port port) => string.Join(' ', port.FixedIps.Select(item => item.IpAddress));

    public static void SetPools(this AttributeValues values, string pools) => values.Set(SubnetResource.AllocationPools, Pools(pools));

    public static void SetGateway(this AttributeValues values, string? gateway) =>
        values.Set(SubnetResource.GatewayIp, gateway is null ? null : Ip(gateway));

    public static void SetFixedIps(this AttributeValues values, params FixedIp[] items) => values.Set(PortResource.FixedIps, items);

    /// <summary>An address asked for by itself.</summary>
    public static FixedIp Asked(string address) => new(SubnetId: null, Ip(address));

    /// <summary>Any address of a subnet.</summary>
    public static FixedIp AnyOf(Subnet subnet) => new(subnet.Id, IpAddress: null);

    public static FixedIp Asked(Subnet subnet, string address) => new(subnet.Id, Ip(address));
}
