using Microsoft.OpenApi;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Server.Api.IpAvailability;

namespace Quantum.Server.Api.OpenApi;

/// <summary>How many addresses networks have left.</summary>
internal sealed class IpAvailabilityPaths(OpenApiDocument document, Failures failures)
{
    private const string Tag = "network_ip_availabilities";

    private static readonly DocumentedObject Subnet = new("SubnetIpAvailability", "subnet", "subnets",
    [
        new("subnet_id", JsonSchemaType.String, "The subnet.", $"\"{ResourceFailures.SampleId}\""),
        new("ip_version", JsonSchemaType.Integer, "4 or 6.", "4"),
        new("cidr", JsonSchemaType.String, "Its block.", "\"192.168.1.0/24\""),
        new("subnet_name", JsonSchemaType.String, "Its name.", "\"web\""),
        new("used_ips", JsonSchemaType.Integer, "The addresses taken.", "3"),
        new("total_ips", JsonSchemaType.Integer, "The addresses of its pools.", "253"),
    ]);

    private static readonly DocumentedObject Network = new("NetworkIpAvailability", "network_ip_availability", Tag,
    [
        new("network_id", JsonSchemaType.String, "The network.", $"\"{ResourceFailures.SampleId}\""),
        new("network_name", JsonSchemaType.String, "Its name.", "\"web\""),
        new("tenant_id", JsonSchemaType.String, "Its owner.", "\"acme\""),
        new("project_id", JsonSchemaType.String, "Its owner.", "\"acme\""),
        new("subnet_ip_availability", JsonSchemaType.Array, "The same for each of its subnets.", $"[{Subnet.Example().ToJsonString()}]")
        {
            IsFilter = false, Items = Subnet.Schema,
        },
        new("used_ips", JsonSchemaType.Integer, "The addresses taken.", "3") { IsFilter = false },
        new("total_ips", JsonSchemaType.Integer, "The addresses of its subnets' pools.", "253") { IsFilter = false },
    ]);

    /// <summary>Puts tag and operations into the document.</summary>
    public void Add()
    {
        document.Tags!.Add(new OpenApiTag { Name = Tag, Description = "How many addresses networks have left; for administrators." });
        Operations.Add(document, $"/v2.0/{IpAvailabilityEndpoints.Collection}", (HttpMethod.Get, List()));
        Operations.Add(document, $"/v2.0/{IpAvailabilityEndpoints.Collection}/{{id}}", (HttpMethod.Get, Show()));
    }

    private OpenApiOperation List()
    {
        var operation = Operations.Of(document, Tag, "listNetworkIpAvailabilities", "List how many addresses networks have left");
        var version = new OpenApiSchema { Type = JsonSchemaType.Integer, Enum = [4, 6] };
        operation.Description = ListParameters.Rule;
        operation.Parameters = [.. Network.ListParameters(), ListParameters.Repeated("ip_version", "Counts subnets of these versions alone.", version)];
        operation.Answers(StatusCodes.Status200OK, "The networks that the caller may ask about.", Network.Many());
        failures.Add(operation, [new HttpBadRequestException("['colour'] is invalid attribute for filtering"), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Show()
    {
        var operation = Operations.Of(document, Tag, "showNetworkIpAvailability", "Show how many addresses one network has left");
        operation.Parameters = [Operations.PathParameter("id", "Id of the network.", format: "uuid"), Network.Fields()];
        operation.Answers(StatusCodes.Status200OK, "What it has.", Network.One());
        failures.Add(operation, [new NetworkNotFoundException($"{ResourceFailures.SampleId}"), .. Failures.OfAll()]);
        return operation;
    }
}
