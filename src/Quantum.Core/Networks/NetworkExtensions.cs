using Quantum.Core.Plugins;

namespace Quantum.Core.Networks;

/// <summary>The extensions whose attributes every plugin serves.</summary>
internal static class NetworkExtensions
{
    public static IReadOnlyList<ApiExtension> All { get; } =
    [
        new("net-mtu", "Network MTU", "Provides MTU attribute for a network resource.", "2015-03-25T10:00:00-00:00"),
        new("net-mtu-writable", "Network MTU (writable)", "Provides a writable MTU attribute for a network resource.", "2017-07-12T00:00:00-00:00"),
        new("agent", "agent", "The agent management extension.", "2013-02-03T10:00:00-00:00"),
        new("availability_zone", "Availability Zone", "The availability zone extension.", "2015-01-01T10:00:00-00:00"),
        new("availability_zone_filter", "Availability Zone Filter Extension", "Add filter parameters to AvailabilityZone resource", "2018-06-22T10:00:00-00:00"),
        new("network_availability_zone", "Network Availability Zone", "Availability zone support for network.", "2015-01-01T10:00:00-00:00"),
        new("router_availability_zone", "Router Availability Zone", "Availability zone support for router.", "2015-01-01T10:00:00-00:00"),
        new("l2_adjacency", "L2 Adjacency", "Display L2 Adjacency for Neutron Networks.", "2016-04-12T16:00:00-00:00"),
        new("network-ip-availability", "Network IP Availability", "Provides IP availability data for each network and subnet.", "2015-09-24T00:00:00-00:00"),
        new("subnet-service-types", "Subnet service types", "Provides ability to set the subnet service_types field", "2016-03-15T18:00:00-00:00"),
    ];
}
