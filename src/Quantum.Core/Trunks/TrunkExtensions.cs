using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Trunks;

namespace Quantum.Core.Trunks;

/// <summary>The extensions of plugins whose ports may carry other ports.</summary>
internal static class TrunkExtensions
{
    private const string Member = "sub_ports";
    private const string Example =
        """{"sub_ports": [{"port_id": "7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10", "segmentation_type": "vlan", "segmentation_id": 100}]}""";

    private static readonly ValueSchema SubPorts = new()
    {
        Type = "object",
        Properties = new Dictionary<string, ValueSchema> { [Member] = TrunkResource.SubPorts.Schema },
    };

    public static IReadOnlyList<ApiExtension> Of(TrunkService trunks) =>
    [
        new("trunk", "Trunk Extension", "Provides support for trunk ports", "2016-01-01T10:00:00-00:00")
        {
            Resources = [Resource(trunks)],
        },
        new("trunk-details", "Trunk port details", "Expose trunk port details", "2016-01-01T10:00:00-00:00")
        {
            Attributes = [TrunkResource.Details],
        },
    ];

    private static ServedResource<Trunk> Resource(TrunkService trunks) => new()
    {
        Definition = TrunkResource.Definition,
        Plugin = trunks,
        Visible = Visibility.Own<Trunk>,
        Read = static (_, rows) => rows.Include(trunk => trunk.SubPorts).AsAsyncEnumerable(),
        Actions =
        [
            Change("add_subports", "Give ports to a trunk.", trunks.AddSubPortsAsync) with
            {
                Failures = [new DuplicateSubPortException(SubPortDetails.Vlan, 100, ResourceFailures.SampleId)],
            },
            Change("remove_subports", "Take ports from a trunk.", trunks.RemoveSubPortsAsync) with
            {
                Failures = [new SubPortNotFoundException(ResourceFailures.SampleId, ResourceFailures.SampleId)],
            },
            new ResourceAction("get_subports")
            {
                Method = HttpMethod.Get,
                Description = "Show the ports of a trunk.",
                Answer = SubPorts,
                AnswerExample = Example,
                RunAsync = async (_, target, _, cancellationToken) =>
                {
                    var ports = await trunks.ListSubPortsAsync(target.Id, cancellationToken);
                    return writer =>
                    {
                        writer.WriteStartObject();
                        writer.WritePropertyName(Member);
                        TrunkResource.SubPorts.Type.Write(writer, ports);
                        writer.WriteEndObject();
                    };
                },
            },
        ],
    };

    private static ResourceAction Change(
        string name,
        string description,
        Func<RequestContext, ChangeTarget, IReadOnlyList<SubPortDetails>, CancellationToken, Task<Trunk>> run) => new(name)
        {
            Description = description,
            Body = SubPorts,
            BodyExample = Example,
            Answer = SubPorts,
            AnswerExample = Example,
            RunAsync = async (context, target, body, cancellationToken) =>
            {
                var trunk = await run(context, target, Read(body), cancellationToken);
                return writer => new ResourceView<Trunk>(TrunkResource.Definition.Table, context.Profile, (_, _) => true).Write(writer, trunk);
            },
        };

    private static IReadOnlyList<SubPortDetails> Read(JsonElement body)
    {
        var ports = body.ValueKind == JsonValueKind.Object && body.TryGetProperty(Member, out var sent) ? sent : default;
        try
        {
            return TrunkResource.SubPorts.Type.Read(ports);
        }
        catch (AttributeFormatException e)
        {
            throw new InvalidInputException(e.Message);
        }
    }
}
