using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Requests;
using Quantum.Resources.Agents;

namespace Quantum.Core.Agents;

/// <summary>The agents that have reported, and the availability zones that they make up.</summary>
public sealed class AgentService(QuantumStore store, AgentOptions options, TimeProvider time)
{
    /// <summary>All agents, by type and host: there are few for each host.</summary>
    public async Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        return await db.Agents.OrderBy(agent => agent.AgentType).ThenBy(agent => agent.Host).ToListAsync(cancellationToken);
    }

    /// <summary>The agent of that id.</summary>
    /// <exception cref="AgentNotFoundException">There is none.</exception>
    public async Task<Agent> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        return await FindAsync(db, id, cancellationToken);
    }

    /// <summary>Changes what administrators may change.</summary>
    /// <exception cref="AgentNotFoundException">There is no such agent.</exception>
    public Task<Agent> UpdateAsync(string id, Action<Agent> change, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (transaction, token) =>
            {
                var agent = await FindAsync(transaction.Db, id, token);
                change(agent);
                return agent;
            },
            cancellationToken);

    /// <summary>Forgets an agent; it comes back with its next report.</summary>
    /// <exception cref="AgentNotFoundException">There is no such agent.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (transaction, token) => transaction.Db.Remove(await FindAsync(transaction.Db, id, token)).Entity,
            cancellationToken);

    /// <summary>Takes an agent's report: registers it, or notes that it is alive. Parallel reports make one row.</summary>
    public Task<Agent> ReportAsync(AgentReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return store.WriteAsync(
            async (transaction, token) =>
            {
                var agents = transaction.Db.Agents;
                var agent = await agents.FirstOrDefaultAsync(agent => agent.AgentType == report.AgentType && agent.Host == report.Host, token)
                    ?? agents.Add(new Agent { Id = Guid.NewGuid(), AgentType = report.AgentType, Host = report.Host, CreatedAt = transaction.Now }).Entity;
                if (report.IsStart || agent.CreatedAt == transaction.Now)
                    agent.StartedAt = transaction.Now;
                (agent.Binary, agent.Topic, agent.AvailabilityZone) = (report.Binary, report.Topic, report.AvailabilityZone);
                (agent.Configurations, agent.HeartbeatTimestamp) = (report.Configurations, transaction.Now);
                return agent;
            },
            cancellationToken);
    }

    /// <summary>True when the agent reported lately.</summary>
    public bool IsAlive(Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return time.GetUtcNow().UtcDateTime - agent.HeartbeatTimestamp < TimeSpan.FromSeconds(options.AgentDownTime);
    }

    /// <summary>The zones of the agents, and the one that there is always; available while an agent of theirs may be used.</summary>
    public async Task<IReadOnlyList<AvailabilityZone>> ZonesAsync(CancellationToken cancellationToken)
    {
        var served = (await ListAsync(cancellationToken))
            .Where(agent => agent.AvailabilityZone is not null && agent.AgentType is Agent.DhcpType or Agent.L3Type)
            .GroupBy(agent => (Name: agent.AvailabilityZone!, Resource: agent.AgentType == Agent.DhcpType ? "network" : "router"))
            .Select(zone => new AvailabilityZone(zone.Key.Name, zone.Key.Resource, zone.Any(agent => agent.AdminStateUp)));
        var always = options.DefaultAvailabilityZone is { Length: > 0 } name
            ? new AvailabilityZone[] { new(name, "network", IsAvailable: true), new(name, "router", IsAvailable: true) }
            : [];
        return
        [
            .. served.Concat(always).DistinctBy(zone => (zone.Name, zone.Resource))
                .OrderBy(zone => zone.Name, StringComparer.Ordinal).ThenBy(zone => zone.Resource, StringComparer.Ordinal),
        ];
    }

    private static async Task<Agent> FindAsync(QuantumDbContext db, string id, CancellationToken cancellationToken) =>
        (ResourceId.TryRead(id, out var key) ? await db.Agents.FirstOrDefaultAsync(agent => agent.Id == key, cancellationToken) : null)
        ?? throw new AgentNotFoundException(id);
}

/// <summary>What an agent says of itself.</summary>
/// <param name="AgentType">What it does.</param>
/// <param name="Host">Its host.</param>
/// <param name="Binary">The program.</param>
/// <param name="Topic">Where it listens for messages.</param>
/// <param name="AvailabilityZone">The zone that it serves, or <c>null</c>.</param>
/// <param name="Configurations">The text of a JSON object.</param>
/// <param name="IsStart">True for the first report since it was started.</param>
public sealed record AgentReport(
    string AgentType, string Host, string Binary, string Topic, string? AvailabilityZone, string Configurations, bool IsStart);

/// <summary>A part of the cloud that fails alone.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Resource">What it serves: <c>network</c> or <c>router</c>.</param>
/// <param name="IsAvailable">True while it can serve more.</param>
public sealed record AvailabilityZone(string Name, string Resource, bool IsAvailable);
