using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Core.Policy;
using Quantum.Resources.Agents;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Server.Api.Agents;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The agents that have reported, and the zones that they serve.</summary>
internal sealed class AgentPaths(OpenApiDocument document, Failures failures)
{
    private static readonly DocumentedObject Agent = new("Agent", "agent", AgentEndpoints.Collection,
    [
        new("id", JsonSchemaType.String, "Identity; generated.", $"\"{ResourceFailures.SampleId}\""),
        new("agent_type", JsonSchemaType.String, "What it does; one of a type on a host.", "\"L3 agent\""),
        new("binary", JsonSchemaType.String, "The program.", "\"quantum-l3-agent\""),
        new("topic", JsonSchemaType.String, "Where it listens for messages.", "\"l3_agent\""),
        new("host", JsonSchemaType.String, "Its host.", "\"compute-1\""),
        new("admin_state_up", JsonSchemaType.Boolean, "False when it is to be given nothing more to do.", "true"),
        new("created_at", JsonSchemaType.String, "Its first report, UTC.", "\"2026-01-31 12:00:00\"") { IsFilter = false },
        new("started_at", JsonSchemaType.String, "Its first report since it was last started, UTC.", "\"2026-01-31 12:00:00\"") { IsFilter = false },
        new("heartbeat_timestamp", JsonSchemaType.String, "Its last report, UTC.", "\"2026-01-31 12:30:00\"") { IsFilter = false },
        new("description", JsonSchemaType.String | JsonSchemaType.Null, "An administrator's note.", "null"),
        new("resources_synced", JsonSchemaType.Null, "Always null.", "null") { IsFilter = false },
        new("availability_zone", JsonSchemaType.String | JsonSchemaType.Null, "The zone that it serves.", "\"nova\""),
        new("alive", JsonSchemaType.Boolean, "True when it has reported lately.", "true"),
        new("configurations", JsonSchemaType.Object, "What it says of itself.", "{}") { IsFilter = false },
    ]);

    private static readonly DocumentedObject Zone = new("AvailabilityZone", "availability_zone", AgentEndpoints.Zones,
    [
        new("name", JsonSchemaType.String, "The zone's name.", "\"nova\""),
        new("resource", JsonSchemaType.String, "What it is a zone of: network or router.", "\"network\""),
        new("state", JsonSchemaType.String, "Whether an agent serves it: available or unavailable.", "\"available\""),
    ]);

    /// <summary>Puts tags and operations into the document.</summary>
    public void Add()
    {
        document.Tags!.Add(new OpenApiTag { Name = Agent.Collection, Description = "The processes on hosts that have reported; for administrators." });
        document.Tags.Add(new OpenApiTag { Name = Zone.Collection, Description = "The zones that agents serve." });
        Operations.Add(document, $"/v2.0/{Agent.Collection}", (HttpMethod.Get, List(Agent, "listAgents", "List the agents")));
        Operations.Add(
            document, $"/v2.0/{Agent.Collection}/{{id}}", (HttpMethod.Get, Show()), (HttpMethod.Put, Update()), (HttpMethod.Delete, Delete()));
        Operations.Add(document, $"/v2.0/{Zone.Collection}", (HttpMethod.Get, List(Zone, "listAvailabilityZones", "List the availability zones")));
    }

    private static AgentNotFoundException Missing => new($"{ResourceFailures.SampleId}");

    private OpenApiOperation List(DocumentedObject of, string id, string summary)
    {
        var operation = Operations.Of(document, of.Collection, id, summary);
        operation.Description = ListParameters.Rule;
        operation.Parameters = [.. of.ListParameters()];
        operation.Answers(StatusCodes.Status200OK, "Those that the caller may see.", of.Many());
        failures.Add(operation, [new HttpBadRequestException("['colour'] is invalid attribute for filtering"), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Show()
    {
        var operation = OfOne("showAgent", "Show one agent");
        operation.Parameters!.Add(Agent.Fields());
        operation.Answers(StatusCodes.Status200OK, "The agent.", Agent.One());
        failures.Add(operation, [Missing, .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Update()
    {
        var operation = OfOne("updateAgent", "Change one agent");
        var changes = Agent.Members.Where(member => member.Name is "admin_state_up" or "description");
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = Operations.Json(
                Schemas.Object((Agent.Name, new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = changes.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Described()),
                    AdditionalPropertiesAllowed = false,
                })),
                new JsonObject { [Agent.Name] = new JsonObject { ["admin_state_up"] = false, ["description"] = "to be replaced" } }),
        };
        operation.Answers(StatusCodes.Status200OK, "The whole agent after the change.", Agent.One());
        failures.Add(
            operation,
            [
                new HttpBadRequestException("Cannot update read-only attribute host"),
                new PolicyNotAuthorizedException(["update_agent"]),
                Missing,
                new HttpRequestTooLargeException(),
                .. Failures.OfAll(),
            ]);
        return operation;
    }

    private OpenApiOperation Delete()
    {
        var operation = OfOne("deleteAgent", "Forget one agent");
        operation.Answers(StatusCodes.Status204NoContent, "It is forgotten until it reports again.");
        failures.Add(operation, [new PolicyNotAuthorizedException(["delete_agent"]), Missing, .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation OfOne(string id, string summary)
    {
        var operation = Operations.Of(document, Agent.Collection, id, summary);
        operation.Parameters = [Operations.PathParameter("id", "Id of the agent.", format: "uuid")];
        return operation;
    }
}
