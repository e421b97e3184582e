using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Qos;

/// <summary>What tests of QoS do again and again.</summary>
public static class QosSteps
{
    /// <summary>Creates a policy.</summary>
    public static async Task<JsonElement> PolicyAsync(this ApiClient api, object? attributes = null) =>
        (await api.PostAsync("qos/policies", new { policy = attributes ?? new { name = "gold" } })).Expect(HttpStatusCode.Created).One;

    public static async Task<JsonElement> ShowPolicyAsync(this ApiClient api, string id) =>
        (await api.GetAsync($"qos/policies/{id}")).Expect(HttpStatusCode.OK).One;

    public static Task<Answer> ChangePolicyAsync(this ApiClient api, string id, object changes) =>
        api.PutAsync($"qos/policies/{id}", new { policy = changes });

    public static Task<Answer> TryRuleAsync(this ApiClient api, string policy, string type, object attributes) =>
        api.PostAsync($"qos/policies/{policy}/{type}_rules", new Dictionary<string, object> { [$"{type}_rule"] = attributes });

    /// <summary>Adds a rule to a policy.</summary>
    public static async Task<JsonElement> RuleAsync(this ApiClient api, string policy, string type, object attributes) =>
        (await api.TryRuleAsync(policy, type, attributes)).Expect(HttpStatusCode.Created).One;
}
