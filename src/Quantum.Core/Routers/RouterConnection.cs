using System.Text.Json;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;

namespace Quantum.Core.Routers;

/// <summary>A router's connection with subnets through a port, as answers to its making and ending show it.</summary>
/// <param name="Router">The router.</param>
/// <param name="Port">The port.</param>
/// <param name="SubnetIds">The subnets that the port has addresses on; at least one.</param>
public sealed record RouterConnection(Router Router, Port Port, IReadOnlyList<Guid> SubnetIds)
{
    /// <summary>Writes today's answer.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Router.Id);
        writer.WriteString("tenant_id", Port.TenantId);
        writer.WriteString("port_id", Port.Id);
        writer.WriteString("network_id", Port.NetworkId);
        writer.WriteString("subnet_id", SubnetIds[^1]);
        writer.WriteStartArray("subnet_ids");
        foreach (var id in SubnetIds)
            writer.WriteStringValue(id);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the answer of 2012.</summary>
    public void WriteBrief(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("subnet_id", SubnetIds[^1]);
        writer.WriteString("port_id", Port.Id);
        writer.WriteEndObject();
    }
}
