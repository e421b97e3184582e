using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Subnets;

/// <summary>The refusals of subnets, with values that fit the examples of the table.</summary>
internal static class SubnetFailures
{
    private static readonly IpCidr Cidr = IpCidr.Parse("192.168.1.0/24");
    private static readonly IpRange Pool = new(Cidr.FirstHost, Cidr.Last.Previous());

    public static ResourceFailures Samples { get; } = new()
    {
        Create =
        [
            new OverlappingAllocationPoolsException(Pool, Pool, Cidr),
            new GatewayConflictWithAllocationPoolsException(Pool, Cidr.FirstHost, Cidr),
        ],
        Update =
        [
            new OverlappingAllocationPoolsException(Pool, Pool, Cidr),
            new GatewayConflictWithAllocationPoolsException(Pool, Cidr.FirstHost, Cidr),
            new GatewayIpInUseException(Cidr.FirstHost, ResourceFailures.SampleId),
        ],
        Delete = [new SubnetInUseException(ResourceFailures.SampleId)],
    };
}
