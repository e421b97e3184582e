using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.SecurityGroups;

/// <summary>What tests of security groups do again and again.</summary>
internal static class SecurityGroupSteps
{
    public static Task<JsonElement> GroupAsync(this ApiClient api, object? more = null) => api.CreateAsync("security_group", more ?? new { });

    /// <summary>Adds a rule; the attributes are JSON members.</summary>
    public static Task<Answer> AddRuleAsync(this ApiClient api, string group, string attributes) =>
        api.PostAsync("security_group_rules", $$"""{"security_group_rule": {"security_group_id": "{{group}}", {{attributes}} } }""");

    /// <summary>The group that the tenant has without asking.</summary>
    public static async Task<JsonElement> DefaultGroupAsync(this ApiClient tenant) =>
        (await tenant.GetAsync("security_groups?name=default")).Items.Single();

    public static IReadOnlyList<JsonElement> Rules(this JsonElement group) => [.. group.GetProperty("security_group_rules").EnumerateArray()];

    /// <summary>The groups of a port.</summary>
    public static IReadOnlyList<string> Groups(this JsonElement port) =>
        [.. port.GetProperty("security_groups").EnumerateArray().Select(group => group.GetString()!)];
}
