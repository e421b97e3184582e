using System.Globalization;
using System.Text.Json;
using Quantum.Core.Agents;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Agents;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api.Agents;

/// <summary>The URLs below <c>/v2.0/agents</c>, which policy leaves to administrators, and <c>/v2.0/availability_zones</c>.</summary>
internal sealed class AgentEndpoints(AgentService agents, PolicyEngine policy)
{
    public const string Collection = "agents";
    public const string Zones = "availability_zones";

    private const int LongestDescription = 255;

    private static readonly PolicyTarget NoTarget = new();

    private static readonly SmallCollection<AvailabilityZone> ZoneList = new(
        "availability_zone",
        Zones,
        [new("name", zone => zone.Name), new("resource", zone => zone.Resource), new("state", zone => zone.IsAvailable ? "available" : "unavailable")]);

    private readonly SmallCollection<Agent> _list = new(
        "agent",
        Collection,
        [
            new("id", agent => agent.Id.ToString("D")),
            new("agent_type", agent => agent.AgentType),
            new("binary", agent => agent.Binary),
            new("topic", agent => agent.Topic),
            new("host", agent => agent.Host),
            new("admin_state_up", agent => agent.AdminStateUp),
            new("created_at", agent => Text(agent.CreatedAt)) { IsFilter = false },
            new("started_at", agent => Text(agent.StartedAt)) { IsFilter = false },
            new("heartbeat_timestamp", agent => Text(agent.HeartbeatTimestamp)) { IsFilter = false },
            new("description", agent => agent.Description),
            new("resources_synced", _ => null) { IsFilter = false },
            new("availability_zone", agent => agent.AvailabilityZone),
            new("alive", agent => agents.IsAlive(agent)),
            new("configurations", agent => agent.Configurations) { IsFilter = false, IsJson = true },
        ]);

    /// <summary>Answers the list of zones.</summary>
    public async Task HandleZonesAsync(HttpContext http, RequestContext context)
    {
        DemandModern(http, context, $"/v2.0/{Zones}");
        if (!HttpMethods.IsGet(http.Request.Method))
            throw ResourceEndpoints.NoSuchMethod(context);
        await ZoneList.WriteListAsync(http, await agents.ZonesAsync(http.RequestAborted));
    }

    /// <summary>Answers requests about all agents.</summary>
    public async Task HandleAllAsync(HttpContext http, RequestContext context)
    {
        DemandModern(http, context, $"/v2.0/{Collection}");
        if (!HttpMethods.IsGet(http.Request.Method))
            throw ResourceEndpoints.NoSuchMethod(context);
        await _list.WriteListAsync(http, policy.Allows(context, "get_agent", NoTarget) ? await agents.ListAsync(http.RequestAborted) : []);
    }

    /// <summary>Answers requests about one agent; who may not see it finds none.</summary>
    public async Task HandleOneAsync(HttpContext http, RequestContext context, string id)
    {
        DemandModern(http, context, $"/v2.0/{Collection}/{{id}}");
        var method = http.Request.Method;
        if (method is not ("GET" or "PUT" or "DELETE"))
            throw ResourceEndpoints.NoSuchMethod(context);

        using var document = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var change = method == "PUT" ? ReadChange(document.RootElement) : null;
        var known = policy.Allows(context, "get_agent", NoTarget) ? await agents.FindAsync(id, http.RequestAborted) : throw new AgentNotFoundException(ValueText.Cut(id));
        if (change is not null)
        {
            policy.Demand(context, ["update_agent"], NoTarget);
            await _list.WriteOneAsync(http, await agents.UpdateAsync(id, change, http.RequestAborted));
        }
        else if (method == "DELETE")
        {
            policy.Demand(context, ["delete_agent"], NoTarget);
            await agents.DeleteAsync(id, http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await _list.WriteOneAsync(http, known);
        }
    }

    private static Action<Agent> ReadChange(JsonElement body)
    {
        var item = ResourceBody.Unwrap(body, "agent");
        if (item.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => name is not ("admin_state_up" or "description")) is { } other)
            throw new HttpBadRequestException($"Cannot update read-only attribute {ValueText.Cut(other)}");

        var isUp = Read(item, "admin_state_up", AttributeTypes.Boolean.OrNone());
        var description = Read(item, "description", AttributeTypes.Text(LongestDescription).OrNull());
        return agent =>
        {
            agent.AdminStateUp = isUp ?? agent.AdminStateUp;
            if (item.TryGetProperty("description", out _))
                agent.Description = description;
        };
    }

    private static TValue? Read<TValue>(JsonElement item, string name, AttributeType<TValue> type)
    {
        if (!item.TryGetProperty(name, out var element))
            return default;
        try
        {
            return type.Read(element);
        }
        catch (AttributeFormatException e)
        {
            throw e.IsConversion ? new InvalidInputException(e.Message) : new InvalidAttributeException(name, e.Message);
        }
    }

    private static string Text(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void DemandModern(HttpContext http, RequestContext context, string route)
    {
        if (!context.Profile.StandardAttributes)
            throw new HttpNotFoundException();
        ApiRequest.Of(http).Route = route;
    }
}
