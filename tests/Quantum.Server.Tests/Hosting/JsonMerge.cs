using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quantum.Server.Tests.Hosting;

/// <summary>Bodies from pieces of JSON text, for values that C# objects cannot say.</summary>
public static class JsonMerge
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body <c>{resource: {...}}</c> with the members of all objects; the later one counts.</summary>
    public static string Wrap(string resource, params ReadOnlySpan<string> objects) =>
        new JsonObject { [resource] = Merge(objects) }.ToJsonString(Unescaped);

    /// <summary>The body <c>{resource: {...}}</c> without one member.</summary>
    public static string WrapWithout(string resource, string member, string text)
    {
        var merged = Merge(text);
        merged.Remove(member);
        return new JsonObject { [resource] = merged }.ToJsonString(Unescaped);
    }

    private static JsonObject Merge(params ReadOnlySpan<string> objects)
    {
        var merged = new JsonObject();
        foreach (var text in objects)
        {
            foreach (var (name, value) in JsonNode.Parse(text)!.AsObject())
                merged[name] = value?.DeepClone();
        }

        return merged;
    }
}
