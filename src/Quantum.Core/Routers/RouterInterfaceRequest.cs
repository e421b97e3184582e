using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Core.Routers;

/// <summary>What a router is to be connected with, or no longer.</summary>
/// <param name="SubnetId">The subnet, or <c>null</c>.</param>
/// <param name="PortId">The port, or <c>null</c>.</param>
public sealed record RouterInterfaceRequest(Guid? SubnetId, Guid? PortId)
{
    /// <summary>Reads the body, which has no wrapper; other keys are ignored.</summary>
    /// <exception cref="BadRequestException">Neither is named, or an id is none.</exception>
    public static RouterInterfaceRequest Read(JsonElement body)
    {
        var (subnet, port) = (Id(body, "subnet_id"), Id(body, "port_id"));
        return subnet is null && port is null
            ? throw new BadRequestException("router", "Either subnet_id or port_id must be specified")
            : new(subnet, port);
    }

    /// <summary>Connecting needs one of the two.</summary>
    /// <exception cref="BadRequestException">Both are named.</exception>
    public void DemandOne()
    {
        if (SubnetId is not null && PortId is not null)
        {
            throw new BadRequestException(
                "router", "Cannot specify both subnet-id and port-id", "cannot specify both subnet-id and port-id");
        }
    }

    private static Guid? Id(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var value))
            return null;
        try
        {
            return AttributeTypes.Uuid.Read(value);
        }
        catch (AttributeFormatException e)
        {
            throw new BadRequestException("router", e.Message);
        }
    }
}
