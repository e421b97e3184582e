using System.Globalization;
using System.Text.Json;
using Quantum.Core.Quotas;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.Quotas;

/// <summary>Reads the body of a PUT of limits.</summary>
internal static class QuotaBody
{
    public const string CheckLimit = "check_limit";

    /// <summary>Asks for what happens anyway without <see cref="CheckLimit"/>; accepted and without effect.</summary>
    public const string Force = "force";

    private const int Unlimited = -1;

    /// <exception cref="QuantumException">The body breaks a rule.</exception>
    public static QuotaChange Read(JsonElement body, ApiProfile profile)
    {
        var item = ResourceBody.Unwrap(body, "quota");
        if (!profile.IgnoreUnknownAttributes)
            CheckNames(item, profile);

        var limits = new List<QuotaLimit>();
        foreach (var name in QuotaResources.In(profile).Select(resource => resource.Name))
        {
            if (item.TryGetProperty(name, out var value))
                limits.Add(new(name, ReadLimit(name, value, profile)));
        }

        return new(limits, item.TryGetProperty(CheckLimit, out var check) && IsTrue(check));
    }

    private static void CheckNames(JsonElement item, ApiProfile profile)
    {
        var unknown = item.EnumerateObject().Select(member => member.Name)
            .Where(name => name is not (CheckLimit or Force) && !QuotaResources.In(profile).Any(resource => resource.Name == name))
            .ToList();
        if (unknown.Count > 0)
            throw new HttpBadRequestException($"Unrecognized attribute(s) '{ValueText.Cut(string.Join(", ", unknown))}'");
    }

    private static int ReadLimit(string name, JsonElement value, ApiProfile profile)
    {
        var limit = ReadInteger(value);
        if (limit < Unlimited && !profile.AnyNegativeQuota)
            throw new InvalidAttributeException(name, $"'{limit}' is too small - must be at least '{Unlimited}'");
        if (limit > int.MaxValue)
            throw new InvalidAttributeException(name, $"'{limit}' is too large - must be no larger than '{int.MaxValue}'");
        return (int)Math.Max(limit, Unlimited);
    }

    /// <summary>
    /// A whole number, as clients have always been allowed to write it: as text, with a fraction that is dropped, as truth. What no
    /// limit can be anyway is read as the largest or smallest number there is.
    /// </summary>
    private static long ReadInteger(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Number when value.TryGetDouble(out var number) => double.ConvertToInteger<long>(number),
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) =>
            number,
        _ => throw new InvalidInputException($"'{ValueText.Of(value)}' is not an integer"),
    };

    /// <summary>Everything is true that is not false, nothing, zero or empty: the text "False" too.</summary>
    private static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().MoveNext(),
        _ => false,
    };
}
