using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Agents;

/// <summary>What an agent says to the server.</summary>
internal static class AgentCalls
{
    /// <summary>Calls a method.</summary>
    public static Task<Answer> CallAsync(this ApiClient agent, string method, object arguments) =>
        agent.PostAsync($"/agents/v1/{method}", arguments);

    /// <summary>Calls a method about a device, which must succeed.</summary>
    public static async Task<JsonElement> DeviceAsync(this ApiClient agent, string method, string device) =>
        (await agent.CallAsync(method, new { device, agent_id = "agent-1" })).Expect(HttpStatusCode.OK).Json;

    /// <summary>A port as its owner sees it: status, revision, time of change.</summary>
    public static async Task<(string Status, int Revision, string Updated)> StateAsync(this ApiClient api, string port)
    {
        var shown = await api.ShowAsync("port", port);
        return (shown.Text("status")!, shown.GetProperty("revision_number").GetInt32(), shown.Text("updated_at")!);
    }

    /// <summary>The name of a Linux Bridge agent's device.</summary>
    public static string Tap(string port) => $"tap{port[..11]}";
}
