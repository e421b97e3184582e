using System.Text.Json;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.SubnetPools;

/// <summary>The extensions of plugins whose subnets may come from pools.</summary>
internal static class SubnetPoolExtensions
{
    private const string Example = """{"prefixes": ["10.65.0.0/16"]}""";

    private static readonly ValueSchema Prefixes = new()
    {
        Type = "object",
        Properties = new Dictionary<string, ValueSchema> { ["prefixes"] = SubnetPoolResource.Prefixes.Schema },
    };

    public static IReadOnlyList<ApiExtension> Of(SubnetPoolService pools) =>
    [
        new("subnet_allocation", "Subnet Allocation", "Enables allocation of subnets from a subnet pool", "2015-03-30T10:00:00-00:00")
        {
            Attributes = [SubnetPoolAttributes.SubnetPoolId, SubnetPoolAttributes.PrefixLength],
            Resources = [Resource(pools)],
        },
        new("default-subnetpools", "Default Subnetpools", "Provides ability to mark and use a subnetpool as the default.", "2016-02-18T18:00:00-00:00")
        {
            Attributes = [SubnetPoolAttributes.UseDefaultSubnetPool],
        },
        new(
            "subnetpool-prefix-ops",
            "Subnet Pool Prefix Operations",
            "Provides support for adjusting the prefix list of subnet pools",
            "2019-02-08T10:00:00-00:00"),
    ];

    private static ServedResource<SubnetPool> Resource(SubnetPoolService pools) => new()
    {
        Definition = SubnetPoolResource.Definition,
        Plugin = pools,
        Visible = Visibility.SubnetPools,
        Read = CallerSharing.Read,
        Actions =
        [
            Action("add_prefixes", "Add prefixes to a subnet pool.", pools.AddPrefixesAsync) with
            {
                Failures = [new PrefixVersionMismatchException()],
            },
            Action("remove_prefixes", "Take prefixes that no subnet uses from a subnet pool.", pools.RemovePrefixesAsync) with
            {
                Failures = [new IllegalSubnetPoolPrefixUpdateException(IllegalSubnetPoolPrefixUpdateException.InUse)],
            },
        ],
    };

    private static ResourceAction Action(
        string name,
        string description,
        Func<RequestContext, ChangeTarget, IReadOnlyList<IpCidr>, CancellationToken, Task<SubnetPool>> run) => new(name)
        {
            Description = description,
            Body = Prefixes,
            BodyExample = Example,
            Answer = Prefixes,
            AnswerExample = Example,
            RunAsync = async (context, target, body, cancellationToken) =>
            {
                var pool = await run(context, target, Read(body, context), cancellationToken);
                return writer =>
                {
                    writer.WriteStartObject();
                    writer.WritePropertyName("prefixes");
                    SubnetPoolResource.Prefixes.Type.Write(writer, pool.Prefixes);
                    writer.WriteEndObject();
                };
            },
        };

    private static IReadOnlyList<IpCidr> Read(JsonElement body, RequestContext context)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("prefixes", out var prefixes)
            || prefixes.ValueKind != JsonValueKind.Array
            || prefixes.GetArrayLength() == 0)
            throw new HttpBadRequestException("Request body contains invalid data");

        try
        {
            return (IReadOnlyList<IpCidr>)SubnetPoolResource.Prefixes.ReadValue(prefixes, context.Profile)!;
        }
        catch (AttributeFormatException e)
        {
            throw new InvalidAttributeException("prefixes", e.Message);
        }
    }
}
