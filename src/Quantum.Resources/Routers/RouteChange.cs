using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Subnets;

namespace Quantum.Resources.Routers;

/// <summary>A change of a router's routes. What it makes of them depends on those that the router has when its row is written.</summary>
/// <param name="change">The routes then, from the routes before.</param>
public sealed class RouteChange(Func<IReadOnlyList<HostRoute>, IEnumerable<HostRoute>> change)
{
    private const string Name = "routes";

    /// <summary>The key under which the changes of a router carry it.</summary>
    public static AttributeDefinition<Router, RouteChange?> Key { get; } = new(
        Name,
        new()
        {
            Schema = SubnetAttributeTypes.HostRoutes.Schema,
            Read = _ => throw AttributeFormatException.Invalid(NotSent),
            ReadText = _ => throw AttributeFormatException.Invalid(NotSent),
            Write = (writer, _) => writer.WriteNullValue(),
        },
        _ => null);

    private const string NotSent = "routes are added and removed by actions";

    /// <summary>Reads <c>{"router": {"routes": [...]}}</c>: those that the router does not have are added.</summary>
    /// <exception cref="QuantumException">It is no such body.</exception>
    public static AttributeValues ReadAdded(JsonElement body) => Values(body, (present, sent) => present.Union(sent));

    /// <summary>Reads <c>{"router": {"routes": [...]}}</c>: those that the router has are removed.</summary>
    /// <exception cref="QuantumException">It is no such body.</exception>
    public static AttributeValues ReadRemoved(JsonElement body) => Values(body, (present, sent) => present.Except(sent));

    /// <summary>The routes after the change.</summary>
    public IReadOnlyList<HostRoute> Apply(IReadOnlyList<HostRoute> present) => [.. change(present)];

    private static AttributeValues Values(
        JsonElement body, Func<IReadOnlyList<HostRoute>, IReadOnlyList<HostRoute>, IEnumerable<HostRoute>> combine)
    {
        if (!ResourceBody.Unwrap(body, "router").TryGetProperty(Name, out var element))
            throw new HttpBadRequestException($"Failed to parse request. Required  attribute '{Name}' not specified");

        var values = new AttributeValues();
        try
        {
            var sent = SubnetAttributeTypes.HostRoutes.Read(element);
            values.Set(Key, new RouteChange(present => combine(present, sent)));
        }
        catch (AttributeFormatException e)
        {
            throw e.IsConversion ? new InvalidInputException(e.Message) : new InvalidAttributeException(Name, e.Message);
        }

        return values;
    }
}
