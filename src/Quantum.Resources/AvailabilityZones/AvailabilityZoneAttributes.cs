using System.Linq.Expressions;
using System.Text.Json;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.AvailabilityZones;

/// <summary>The rows of resources that agents in availability zones serve. One instance per resource: attributes are keys.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
/// <param name="readHints">Where the wish of the creator stands.</param>
public sealed class AvailabilityZoneAttributes<TResource>(Expression<Func<TResource, IReadOnlyList<string>>> readHints)
    where TResource : Resource
{
    private const int LongestZone = 255;
    private const int LongestList = 255;

    private static readonly AttributeType<IReadOnlyList<string>> Zones = DistinctTexts.Of(AttributeTypes.Text(LongestZone));

    /// <summary><c>availability_zone_hints</c>: the zones that the creator wishes for.</summary>
    public AttributeDefinition<TResource, IReadOnlyList<string>> Hints { get; } =
        new AttributeDefinition<TResource, IReadOnlyList<string>>("availability_zone_hints", HintsType(), readHints)
            .PostDefault([]).Only(profile => profile.StandardAttributes)
            .Doc("The zones that the object should be served from.", "[]");

    /// <summary><c>availability_zones</c>: the zones of the agents that serve it; empty, because the server assigns no agents.</summary>
    public AttributeDefinition<TResource, IReadOnlyList<string>> Served { get; } =
        new AttributeDefinition<TResource, IReadOnlyList<string>>("availability_zones", Zones, resource => Array.Empty<string>())
            .Only(profile => profile.StandardAttributes)
            .Doc("The zones of the agents that serve the object.", "[]");

    private static AttributeType<IReadOnlyList<string>> HintsType() => new()
    {
        Schema = Zones.Schema,
        Read = element =>
        {
            var hints = Zones.Read(element);
            return JsonSerializer.Serialize(hints).Length <= LongestList
                ? hints
                : throw AttributeFormatException.Unconvertible("Too many availability_zone_hints specified");
        },
        ReadText = Zones.ReadText,
        Write = Zones.Write,
    };
}
