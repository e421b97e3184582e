namespace Quantum.Resources.Agents;

/// <summary>A process on a host that makes the data plane match. It registers itself and reports again and again.</summary>
public sealed class Agent
{
    /// <summary>The type of agents that serve DHCP on networks.</summary>
    public const string DhcpType = "DHCP agent";

    /// <summary>The type of agents that route.</summary>
    public const string L3Type = "L3 agent";

    /// <summary>Identity; never changes.</summary>
    public Guid Id { get; set; }

    /// <summary>What it does, for example <c>DHCP agent</c>; one of a type on a host.</summary>
    public string AgentType { get; set; } = "";

    /// <summary>The program.</summary>
    public string Binary { get; set; } = "";

    /// <summary>Where it listens for messages.</summary>
    public string Topic { get; set; } = "";

    /// <summary>Its host.</summary>
    public string Host { get; set; } = "";

    /// <summary>The zone that it serves, or <c>null</c>.</summary>
    public string? AvailabilityZone { get; set; }

    /// <summary>False when it is to be given nothing more to do.</summary>
    public bool AdminStateUp { get; set; } = true;

    /// <summary>Its first report, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Its first report since it was last started, UTC.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>Its last report, UTC.</summary>
    public DateTime HeartbeatTimestamp { get; set; }

    /// <summary>An administrator's note, or <c>null</c>.</summary>
    public string? Description { get; set; }

    /// <summary>What it says of itself, as the text of a JSON object.</summary>
    public string Configurations { get; set; } = "{}";
}
