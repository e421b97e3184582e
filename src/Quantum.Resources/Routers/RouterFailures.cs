using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;

namespace Quantum.Resources.Routers;

/// <summary>The refusals of routers, for documents.</summary>
internal static class RouterFailures
{
    private static readonly Guid Id = ResourceFailures.SampleId;

    public static ResourceFailures Samples { get; } = new()
    {
        Create = [new BadRequestException("router", $"Network {Id} is not an external network"), new IpAddressGenerationFailureException(Id)],
        Update = [new InvalidRoutesException([], "the nexthop is not connected with router"), new RouterExternalGatewayInUseByFloatingIpException(Id, Id)],
        Delete = [new RouterInUseException(Id, [Id]), new RouterExternalGatewayInUseByFloatingIpException(Id, Id)],
    };
}
