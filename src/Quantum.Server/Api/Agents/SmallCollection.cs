using System.Text.Json;

namespace Quantum.Server.Api.Agents;

/// <summary>A collection of so few objects that they are chosen in memory; pages and orders are not cut out of it.</summary>
/// <param name="one">The key of one object.</param>
/// <param name="many">The key of a list.</param>
/// <param name="members">The members of an object, in the order of answers.</param>
internal sealed class SmallCollection<T>(string one, string many, IReadOnlyList<Member<T>> members)
{
    public Task WriteOneAsync(HttpContext http, T item)
    {
        var shown = Shown(new ListQuery(http.Request.QueryString));
        return Documents.WriteAsync(http, null, writer =>
        {
            writer.WritePropertyName(one);
            Write(writer, item, shown);
        });
    }

    public Task WriteListAsync(HttpContext http, IEnumerable<T> items)
    {
        var query = new ListQuery(http.Request.QueryString);
        query.DemandFilters(name => members.Any(member => member.Name == name && member.IsFilter));
        var filters = query.Parameters.Where(parameter => !ListQuery.IsReserved(parameter.Name)).ToLookup(parameter => parameter.Name, parameter => parameter.Value);

        var shown = Shown(query);
        var chosen = items.Where(item => filters.All(filter => filter.Any(text => Text(item, filter.Key) == Normal(text))));
        return Documents.WriteAsync(http, null, writer =>
        {
            writer.WriteStartArray(many);
            foreach (var item in chosen)
                Write(writer, item, shown);
            writer.WriteEndArray();
        });
    }

    private static string Normal(string text) => text is "True" or "False" ? text.ToLowerInvariant() : text;

    private string? Text(T item, string name) => members.First(member => member.Name == name).Value(item) switch
    {
        bool flag => flag ? "true" : "false",
        var value => value?.ToString(),
    };

    private List<Member<T>> Shown(ListQuery query)
    {
        var fields = query.Parameters.Where(parameter => parameter.Name == "fields" && parameter.Value.Length > 0).Select(parameter => parameter.Value).ToHashSet();
        return [.. members.Where(member => fields.Count == 0 || fields.Contains(member.Name))];
    }

    private static void Write(Utf8JsonWriter writer, T item, List<Member<T>> shown)
    {
        writer.WriteStartObject();
        foreach (var member in shown)
        {
            writer.WritePropertyName(member.Name);
            if (member.IsJson)
                writer.WriteRawValue((string)member.Value(item)!);
            else if (member.Value(item) is bool flag)
                writer.WriteBooleanValue(flag);
            else
                writer.WriteStringValue((string?)member.Value(item));
        }

        writer.WriteEndObject();
    }
}

/// <summary>A member of the objects of a small collection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value: a text, a truth value, or <c>null</c>.</param>
internal sealed record Member<T>(string Name, Func<T, object?> Value)
{
    /// <summary>True when lists can be filtered by it.</summary>
    public bool IsFilter { get; init; } = true;

    /// <summary>True when the text is JSON.</summary>
    public bool IsJson { get; init; }
}
