using System.Net;
using Quantum.Resources.AddressPairs;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Resources.Ports;

/// <summary>The refusals of ports, with values that fit the examples of the table.</summary>
internal static class PortFailures
{
    private static readonly Guid Id = ResourceFailures.SampleId;
    private static readonly IPAddress Address = IPAddress.Parse("192.168.1.2");
    private static readonly MacAddress Mac = MacAddress.Parse("fa:16:3e:a1:b3:7e");

    public static ResourceFailures Samples { get; } = new()
    {
        Create = Allocation,
        Update = Allocation,
        Younger =
        [
            new AllowedAddressPairsMissingIPException(),
            new DuplicateAddressPairInRequestException(Mac, $"{Address}"),
            new AllowedAddressPairExhaustedException(10),
            new AddressPairAndPortSecurityRequiredException(),
            new SecurityGroupNotFoundException($"{Id}"),
            new PortSecurityAndIPRequiredForSecurityGroupsException(),
            new PortSecurityPortHasSecurityGroupException(),
        ],
        Delete = [new ServicePortInUseException(Id, "network:router_interface")],
    };

    private static IReadOnlyList<QuantumException> Allocation =>
    [
        new InvalidIpForNetworkException(Address),
        new InvalidIpForSubnetException(Address),
        new IpAddressAlreadyAllocatedException(Id, Id, Address),
        new IpAddressGenerationFailureException(Id),
        new MacAddressInUseException(Id, Mac),
    ];
}
