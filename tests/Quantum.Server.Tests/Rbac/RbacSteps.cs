using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Rbac;

/// <summary>What tests of RBAC policies do again and again.</summary>
public static class RbacSteps
{
    public static Task<Answer> TryOpenAsync(
        this ApiClient api, string network, string target, string action = "access_as_shared", string type = "network") =>
        api.PostAsync("rbac-policies", new { rbac_policy = new { object_type = type, object_id = network, action, target_tenant = target } });

    /// <summary>Opens a network, or an object of another type, to a tenant and answers the policy.</summary>
    public static async Task<JsonElement> OpenAsync(
        this ApiClient api, string network, string target, string action = "access_as_shared", string type = "network") =>
        (await api.TryOpenAsync(network, target, action, type)).Expect(HttpStatusCode.Created).One;

    public static Task<Answer> RetargetAsync(this ApiClient api, string policy, string target) =>
        api.PutAsync($"rbac-policies/{policy}", new { rbac_policy = new { target_tenant = target } });

    /// <summary>The policies on a network, as texts: <c>access_as_shared *</c>.</summary>
    public static async Task<IReadOnlyList<string>> PoliciesAsync(this ApiClient api, string network) =>
        [.. (await api.GetAsync($"rbac-policies?object_id={network}")).Items.Select(policy => $"{policy.Text("action")} {policy.Text("target_tenant")}").Order()];
}
