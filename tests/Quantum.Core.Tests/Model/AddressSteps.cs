using System.Net;
using Quantum.Resources.Addressing;

namespace Quantum.Core.Tests.Model;

/// <summary>One request to the services. Subnets and ports go by numbers, in the order in which they were asked for.</summary>
internal abstract record AddressStep;

/// <param name="Number">The new subnet.</param>
/// <param name="Cidr">Its block.</param>
/// <param name="HasGateway">False: the gateway is left to the service.</param>
/// <param name="Gateway">Null for none.</param>
/// <param name="Pools">Null: the pools are left to the service.</param>
internal sealed record CreateSubnet(int Number, string Cidr, bool HasGateway, string? Gateway, string? Pools) : AddressStep;

internal sealed record ChangeGateway(int Subnet, string? Gateway) : AddressStep;

internal sealed record ChangePools(int Subnet, string Pools) : AddressStep;

internal sealed record DeleteSubnet(int Subnet) : AddressStep;

/// <param name="Number">The new port.</param>
/// <param name="Wanted">Null: the addresses are left to the service.</param>
internal sealed record CreatePort(int Number, Wanted[]? Wanted) : AddressStep
{
    public override string ToString() => $"CreatePort {Number} {(Wanted is null ? "anywhere" : string.Join<Wanted>(", ", Wanted))}";
}

internal sealed record ChangePort(int Port, Wanted[] Wanted) : AddressStep
{
    public override string ToString() => $"ChangePort {Port} {string.Join<Wanted>(", ", Wanted)}";
}

internal sealed record DeletePort(int Port) : AddressStep;

internal sealed record PassTime(int Seconds) : AddressStep;

/// <summary>One item of <c>fixed_ips</c>; subnet -1 is one that does not exist, -2 one of another network.</summary>
internal sealed record Wanted(int? Subnet, IPAddress? Address);

/// <summary>Draws requests, valid and not, that meet in a few small subnets.</summary>
internal sealed class AddressSteps(Random random, bool isFolsom)
{
    private static readonly string[] Blocks =
    [
        "10.0.0.0/29", "10.0.0.8/29", "10.0.0.16/28", "10.0.0.0/28", "10.0.0.32/30", "10.0.0.36/31", "10.0.0.38/32",
        "fd00::/125", "fd00::8/125", "fd00::/64", "fd00::10/127",
    ];

    private static readonly string?[] Gateways = [null, "10.0.0.1", "10.0.0.3", "10.0.0.14", "10.9.9.9", "fd00::1", "fd00::5"];

    private static readonly string[] Pools =
    [
        "", "10.0.0.2-10.0.0.4", "10.0.0.5-10.0.0.6 10.0.0.2-10.0.0.3", "10.0.0.2-10.0.0.6", "10.0.0.18-10.0.0.20 10.0.0.25-10.0.0.25",
        "10.0.0.9-10.0.0.12", "fd00::2-fd00::4", "fd00::3-fd00::3 fd00::6-fd00::6", "10.0.0.4-10.0.0.2", "10.0.0.0-10.0.0.4",
        "10.0.0.2-10.0.0.4 10.0.0.4-10.0.0.6", "10.0.0.2-fd00::4",
    ];

    private int subnets;
    private int ports;

    public AddressStep Next() => random.Next(100) switch
    {
        < 12 when subnets < 40 => NewSubnet(),
        < 15 => new ChangeGateway(random.Next(subnets + 1), Of(Gateways)),
        < 18 when !isFolsom => new ChangePools(random.Next(subnets + 1), Of(Pools)),
        < 21 => new DeleteSubnet(random.Next(subnets + 1)),
        < 27 when isFolsom => new PassTime(random.Next(1, 90)),
        < 52 => new CreatePort(ports++, Wanted: null),
        < 70 => new CreatePort(ports++, Items()),
        < 84 => new ChangePort(AnyPort(), Items()),
        _ => new DeletePort(AnyPort()),
    };

    private CreateSubnet NewSubnet() => new(
        subnets++, Of(Blocks), random.Next(3) == 0, Of(Gateways), random.Next(3) == 0 ? Of(Pools) : null);

    private Wanted[] Items() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Item())];

    private Wanted Item() => random.Next(12) switch
    {
        0 => new(Subnet: null, Address: null),
        1 => new(random.Next(-2, 0), random.Next(2) == 0 ? Address() : null),
        < 5 => new(AnySubnet(), Address: null),
        < 7 => new(AnySubnet(), Address()),
        _ => new(Subnet: null, Address()),
    };

    private IPAddress Address() => random.Next(3) == 0
        ? IPAddress.Parse("fd00::").Add((UInt128)random.Next(18))
        : IPAddress.Parse("10.0.0.0").Add((UInt128)random.Next(40));

    /// <summary>A late one as a rule: it is more likely to exist.</summary>
    private int AnyPort() => Math.Max(0, ports - 1 - random.Next(14));

    private int AnySubnet() => Math.Max(0, subnets - 1 - random.Next(6));

    private T Of<T>(T[] values) => values[random.Next(values.Length)];
}
