using System.Net;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Agents;

/// <summary>The hosts' ends of tunnels: an address has one number of each type of tunnel, and keeps it.</summary>
public sealed class TunnelEndpoints(QuantumStore store)
{
    private static readonly AgentArgument<IPAddress> TunnelIp = new("tunnel_ip", AttributeTypes.IpAddress) { Example = "\"192.0.2.1\"" };

    private static readonly ValueSchema Endpoint = new()
    {
        Type = "object",
        Properties = new Dictionary<string, ValueSchema>
        {
            ["id"] = AttributeTypes.Integer.Schema,
            ["ip_address"] = AttributeTypes.IpAddress.Schema,
        },
        Required = ["id", "ip_address"],
    };

    /// <summary>Keeps an endpoint, if it is new, and answers all of its type by number.</summary>
    public async Task<IReadOnlyList<TunnelEndpoint>> SyncAsync(NetworkType type, IPAddress address, CancellationToken cancellationToken)
    {
        var endpoints = await ListAsync(type, cancellationToken);
        if (endpoints.Any(endpoint => endpoint.IpAddress == address))
            return endpoints;

        await store.WriteAsync((transaction, token) => AddAsync(transaction.Db, type, address, token), cancellationToken);
        return await ListAsync(type, cancellationToken);
    }

    /// <summary><c>tunnel_sync</c>: an agent tells its address and learns those of all others.</summary>
    /// <param name="type">What the tunnels carry.</param>
    public AgentMethod Method(NetworkType type) => new("tunnel_sync")
    {
        Description = "Tell a host's end of tunnels and learn all ends.",
        Arguments = [TunnelIp],
        Answer = new ValueSchema
        {
            Type = "object",
            Properties = new Dictionary<string, ValueSchema> { ["tunnels"] = new() { Type = "array", Items = Endpoint } },
            Required = ["tunnels"],
        },
        AnswerExample = """{"tunnels": [{"id": 1, "ip_address": "192.0.2.1"}]}""",
        RunAsync = async (call, cancellationToken) =>
        {
            var endpoints = await SyncAsync(type, call.Arguments.Get(TunnelIp), cancellationToken);
            return writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("tunnels");
                foreach (var endpoint in endpoints)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("id", endpoint.Id);
                    writer.WriteString("ip_address", endpoint.IpAddress.ToString());
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            };
        },
    };

    private async Task<List<TunnelEndpoint>> ListAsync(NetworkType type, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        return await db.TunnelEndpoints.Where(endpoint => endpoint.TunnelType == type)
            .OrderBy(endpoint => endpoint.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Hosts of a whole cloud start at once: they queue for their numbers, so that nobody loses the race too often.</summary>
    private static async Task<bool> AddAsync(QuantumDbContext db, NetworkType type, IPAddress address, CancellationToken cancellationToken)
    {
        await StoreLocks.TakeAsync(db, $"tunnel_endpoints:{type}", cancellationToken);
        HostAddress host = address;
        if (await db.TunnelEndpoints.AnyAsync(endpoint => endpoint.TunnelType == type && endpoint.IpAddress == host, cancellationToken))
            return false;

        var last = await db.TunnelEndpoints.Where(endpoint => endpoint.TunnelType == type)
            .MaxAsync(endpoint => (int?)endpoint.Id, cancellationToken);
        db.Add(new TunnelEndpoint { TunnelType = type, IpAddress = host, Id = (last ?? 0) + 1 });
        return true;
    }
}
