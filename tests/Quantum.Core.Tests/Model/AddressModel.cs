using System.Net;
using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Tests.Model;

/// <summary>
/// The rules of addresses on one network, written a second time and as plainly as possible: no database, no hints, no races.
/// Each request answers with a text, or with the name of the failure and no other effect.
/// </summary>
internal sealed class AddressModel(bool isFolsom)
{
    private const int Lease = 120;

    private readonly SortedDictionary<int, ModelSubnet> subnets = [];
    private readonly SortedDictionary<int, List<ModelAddress>> ports = [];
    private readonly Dictionary<(int Subnet, IPAddress Address), int> heldUntil = [];
    private int now;

    /// <summary>
    /// An automatic choice passes over addresses that the same request set free, unless they are the last ones: true. They are as
    /// good as others: false. The service may do either.
    /// </summary>
    public bool AvoidsFreed { get; init; }

    private HashSet<(int, IPAddress)> Freed { get; } = [];

    public AddressModel Copy(bool avoidsFreed)
    {
        var copy = new AddressModel(isFolsom) { AvoidsFreed = avoidsFreed, now = now };
        foreach (var (number, subnet) in subnets)
            copy.subnets[number] = subnet;
        foreach (var (number, addresses) in ports)
            copy.ports[number] = [.. addresses];
        foreach (var (key, end) in heldUntil)
            copy.heldUntil[key] = end;
        return copy;
    }

    /// <summary>Carries out a request.</summary>
    /// <exception cref="ModelFailure">It fails; the model is then of no further use.</exception>
    public string Apply(AddressStep step) => step switch
    {
        CreateSubnet create => Create(create),
        ChangeGateway change => Text(Change(change.Subnet, subnet => subnet with { Gateway = Parse(change.Gateway) })),
        ChangePools change => Text(Change(change.Subnet, subnet => subnet with { Pools = PoolsOf(change.Pools, subnet.Cidr) })),
        DeleteSubnet delete => Delete(delete),
        CreatePort create => Create(create),
        ChangePort change => Change(change),
        DeletePort delete => Delete(delete),
        PassTime pass => $"{now += pass.Seconds}",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>Every port with its addresses, and every address that is held back.</summary>
    public IEnumerable<string> State =>
    [
        .. ports.Select(port => $"{port.Key}: {Text(port.Value)}"),
        .. heldUntil.Where(held => held.Value > now).Select(held => $"held {held.Key.Subnet} {held.Key.Address}"),
    ];

    private static string Text(IEnumerable<ModelAddress> addresses) =>
        string.Join(' ', addresses.OrderBy(address => address.Position).Select(address => address.Address));

    private static string Text(ModelSubnet subnet) => $"{subnet.Gateway} {string.Join(' ', subnet.Pools)}";

    private static IPAddress? Parse(string? address) => address is null ? null : IPAddress.Parse(address);

    private string Create(CreateSubnet create)
    {
        var cidr = IpCidr.Parse(create.Cidr);
        var gateway = create.HasGateway ? Parse(create.Gateway) : cidr.FirstHost;
        DemandVersion(cidr, gateway);
        if (subnets.Values.Any(other => other.Cidr.Overlaps(cidr)))
            throw new ModelFailure(typeof(InvalidInputException));

        var subnet = new ModelSubnet(cidr, gateway, create.Pools is null ? DefaultPools(cidr, gateway) : PoolsOf(create.Pools, cidr));
        DemandGatewayOutside(subnet);
        subnets[create.Number] = subnet;
        return Text(subnet);
    }

    private ModelSubnet Change(int number, Func<ModelSubnet, ModelSubnet> change)
    {
        if (!subnets.TryGetValue(number, out var subnet))
            throw new ModelFailure(typeof(SubnetNotFoundException));
        var changed = change(subnet);
        DemandVersion(changed.Cidr, changed.Gateway);
        if (!isFolsom)
            DemandGatewayOutside(changed);
        return subnets[number] = changed;
    }

    private string Delete(DeleteSubnet delete)
    {
        if (!subnets.ContainsKey(delete.Subnet))
            throw new ModelFailure(typeof(SubnetNotFoundException));
        if (ports.Values.Any(addresses => addresses.Any(address => address.Subnet == delete.Subnet)))
            throw new ModelFailure(typeof(SubnetInUseException));
        foreach (var key in heldUntil.Keys.Where(key => key.Subnet == delete.Subnet).ToList())
            heldUntil.Remove(key);
        subnets.Remove(delete.Subnet);
        return "";
    }

    private string Create(CreatePort create)
    {
        var addresses = new List<ModelAddress>();
        ports[create.Number] = addresses;
        if (create.Wanted is { } wanted)
            Take(addresses, Resolve(wanted));
        else
            TakeOneOfEachVersion(addresses);
        return Text(addresses);
    }

    private string Change(ChangePort change)
    {
        var addresses = PortOf(change.Port);
        var requests = Resolve(change.Wanted);
        var before = addresses.OrderBy(address => address.Position).ToList();
        addresses.Clear();
        var missing = new List<Request>();
        foreach (var request in requests.OrderBy(request => request.Address is null))
        {
            var kept = before.Find(address => address.Subnet == request.Subnet
                && (request.Address is null ? !isFolsom : address.Address.Equals(request.Address)));
            if (kept is null)
                missing.Add(request);
            else if (before.Remove(kept))
                addresses.Add(kept with { Position = request.Position });
        }

        Release(before);
        Take(addresses, missing);
        return Text(addresses);
    }

    private string Delete(DeletePort delete)
    {
        Release(PortOf(delete.Port));
        ports.Remove(delete.Port);
        return "";
    }

    private List<ModelAddress> PortOf(int number) => ports.GetValueOrDefault(number) ?? throw new ModelFailure(typeof(PortNotFoundException));

    private List<Request> Resolve(Wanted[] wanted) => [.. wanted.Select((item, position) => new Request(SubnetOf(item), item.Address, position))];

    private int SubnetOf(Wanted item)
    {
        if (item.Subnet is not { } number)
        {
            var address = item.Address ?? throw new ModelFailure(typeof(InvalidInputException));
            var found = subnets.Where(subnet => IsHost(subnet.Value.Cidr, address)).Select(subnet => (int?)subnet.Key).FirstOrDefault();
            return found ?? throw new ModelFailure(typeof(InvalidIpForNetworkException));
        }

        if (number == AddressModelTests.ForeignSubnet)
            throw new ModelFailure(typeof(InvalidInputException));
        if (!subnets.TryGetValue(number, out var named))
            throw new ModelFailure(typeof(SubnetNotFoundException));
        if (item.Address is not null && !IsHost(named.Cidr, item.Address))
            throw new ModelFailure(typeof(InvalidIpForSubnetException));
        return number;
    }

    private void Take(List<ModelAddress> addresses, List<Request> requests)
    {
        foreach (var request in requests.Where(request => request.Address is not null))
        {
            if (!IsFree(request.Subnet, request.Address!))
                throw new ModelFailure(typeof(IpAddressAlreadyAllocatedException));
            addresses.Add(new(request.Subnet, request.Address!, request.Position, now + Lease));
        }

        foreach (var request in requests.Where(request => request.Address is null))
        {
            var address = Lowest(request.Subnet) ?? throw new ModelFailure(typeof(IpAddressGenerationFailureException));
            addresses.Add(new(request.Subnet, address, request.Position, now + Lease));
        }
    }

    private void TakeOneOfEachVersion(List<ModelAddress> addresses)
    {
        foreach (var version in subnets.GroupBy(subnet => subnet.Value.Cidr.IpVersion).OrderBy(version => version.Key))
        {
            var found = version.Select(subnet => (Subnet: subnet.Key, Address: Lowest(subnet.Key))).FirstOrDefault(found => found.Address is not null);
            if (found.Address is null)
                throw new ModelFailure(typeof(IpAddressGenerationFailureException));
            addresses.Add(new(found.Subnet, found.Address, addresses.Count, now + Lease));
        }
    }

    private void Release(IEnumerable<ModelAddress> released)
    {
        foreach (var address in released)
        {
            var subnet = subnets[address.Subnet];
            var isHeld = isFolsom && address.LeaseEnds > now && !address.Address.Equals(subnet.Gateway)
                && subnet.Pools.Any(pool => pool.Contains(address.Address));
            if (isHeld)
                heldUntil[(address.Subnet, address.Address)] = address.LeaseEnds;
            else
                Freed.Add((address.Subnet, address.Address));
        }
    }

    private IPAddress? Lowest(int subnet)
    {
        var free = subnets[subnet].Pools.Order().SelectMany(Addresses).Where(address => IsFree(subnet, address));
        return (AvoidsFreed ? free.FirstOrDefault(address => !Freed.Contains((subnet, address))) : null) ?? free.FirstOrDefault();
    }

    /// <summary>Enough of them: no model run has so many ports.</summary>
    private static IEnumerable<IPAddress> Addresses(IpRange pool)
    {
        var count = (int)UInt128.Min(pool.Count, 1000);
        return Enumerable.Range(0, count).Select(offset => pool.First.Add((UInt128)offset));
    }

    private bool IsFree(int subnet, IPAddress address) =>
        !ports.Values.Any(addresses => addresses.Any(taken => taken.Subnet == subnet && taken.Address.Equals(address)))
        && !(heldUntil.TryGetValue((subnet, address), out var end) && end > now);

    private static bool IsHost(IpCidr cidr, IPAddress address) =>
        cidr.Contains(address) && (cidr.Count <= 2 || (!address.Equals(cidr.First) && !address.Equals(cidr.Last)));

    private static IpRange[] DefaultPools(IpCidr cidr, IPAddress? gateway)
    {
        if (cidr.Count <= 2)
            return [];
        var hosts = new IpRange(cidr.First.Next(), cidr.Last.Previous());
        return gateway is null ? [hosts] : [.. hosts.Subtract(gateway)];
    }

    private static IpRange[] PoolsOf(string text, IpCidr cidr)
    {
        var pools = new List<IpRange>();
        foreach (var ends in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pool => pool.Split('-')))
        {
            if (!IpRange.TryCreate(IPAddress.Parse(ends[0]), IPAddress.Parse(ends[1]), out var pool) || pool.IpVersion != cidr.IpVersion)
                throw new ModelFailure(typeof(InvalidAllocationPoolException));
            if (cidr.Count <= 2 || !IsHost(cidr, pool.First) || !IsHost(cidr, pool.Last))
                throw new ModelFailure(typeof(OutOfBoundsAllocationPoolException));
            pools.Add(pool);
        }

        return pools.Any(pool => pools.Count(other => other.Overlaps(pool)) > 1)
            ? throw new ModelFailure(typeof(OverlappingAllocationPoolsException))
            : [.. pools.Order()];
    }

    private static void DemandVersion(IpCidr cidr, IPAddress? gateway)
    {
        if (gateway is not null && gateway.IpVersion() != cidr.IpVersion)
            throw new ModelFailure(typeof(InvalidInputException));
    }

    private static void DemandGatewayOutside(ModelSubnet subnet)
    {
        if (subnet.Gateway is not null && subnet.Pools.Any(pool => pool.Contains(subnet.Gateway)))
            throw new ModelFailure(typeof(GatewayConflictWithAllocationPoolsException));
    }

    private sealed record ModelSubnet(IpCidr Cidr, IPAddress? Gateway, IpRange[] Pools);

    private sealed record ModelAddress(int Subnet, IPAddress Address, int Position, int LeaseEnds);

    private sealed record Request(int Subnet, IPAddress? Address, int Position);
}

/// <summary>The model's refusal; its message is the name of the exception that the services must throw.</summary>
internal sealed class ModelFailure(Type expected) : Exception(expected.Name);
