using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Conformance.Tests.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>
/// A member's day, word for word: whatever the plugin and the database, every answer is the one that the reference plugin gives
/// on the first database. What the plugin adds to resources, and values that are its own, are not compared.
/// </summary>
[Collection(ConformanceServers.Collection)]
public sealed class TranscriptConformance(ConformanceServers servers)
{
    private static readonly Dictionary<(bool IsFolsom, string Omitted), IReadOnlyList<string>> References = [];

    [Theory]
    [EveryCombination]
    public async Task Today_every_backend_gives_the_same_answers(string plugin, StoreKind store) =>
        await DemandReferenceAsync(await servers.OfAsync(plugin, store), isFolsom: false);

    [Theory]
    [EveryCombination]
    public async Task In_2012_every_backend_gives_the_same_answers(string plugin, StoreKind store) =>
        await DemandReferenceAsync(await servers.OfAsync(plugin, store), isFolsom: true);

    private async Task DemandReferenceAsync(ConformanceServer server, bool isFolsom)
    {
        string[] omitted = [.. server.Plugin.Attributes, .. server.Plugin.OwnValues];
        var key = (isFolsom, string.Join(' ', omitted));
        if (!References.TryGetValue(key, out var reference))
        {
            var first = await servers.OfAsync(PluginCases.All[0].Name, Enum.GetValues<StoreKind>()[0]);
            References[key] = reference = await RecordAsync(first, isFolsom, omitted);
        }

        (await RecordAsync(server, isFolsom, omitted)).Should().Equal(reference);
    }

    private static async Task<IReadOnlyList<string>> RecordAsync(ConformanceServer server, bool isFolsom, IReadOnlyList<string> omitted)
    {
        var tenant = Unique.Tenant();
        var external = await server.Tenant().Admin.ExternalAsync(isFolsom ? "198.18.0.0/24" : "198.51.100.0/24");
        var member = server.Tenant(tenant).Member;
        var day = new Day(isFolsom ? member.InFolsom() : member, new Transcript(omitted, tenant));
        await day.LiveAsync(external.Network, isFolsom ? "10.12" : "10.26");
        (await server.Tenant().Admin.DeleteAsync($"networks/{external.Network}")).Expect(HttpStatusCode.NoContent);
        return day.Transcript.Lines;
    }

    /// <summary>Creates, changes, lists and deletes everything, and is refused now and then.</summary>
    private sealed record Day(ApiClient Caller, Transcript Transcript)
    {
        public async Task LiveAsync(string external, string prefix)
        {
            var network = await PostAsync("networks", """{"network": {"name": "web"}}""");
            var subnet = await PostAsync("subnets", $$$"""{"subnet": {"network_id": "{{{network}}}", "ip_version": 4, "cidr": "{{{prefix}}}.0.0/24"}}""");
            await PostAsync("subnets", $$$"""{"subnet": {"network_id": "{{{network}}}", "ip_version": 4, "cidr": "{{{prefix}}}.0.128/25"}}""");
            var port = await PostAsync("ports", $$$"""{"port": {"network_id": "{{{network}}}", "device_id": "vm-1"}}""");
            await PostAsync("ports", $$$"""{"port": {"network_id": "{{{network}}}", "fixed_ips": [{"ip_address": "{{{prefix}}}.0.2"}]}}""");
            var router = await PostAsync("routers", $$$"""{"router": {"name": "edge", "external_gateway_info": {"network_id": "{{{external}}}"} } }""");
            await PutAsync($"routers/{router}/add_router_interface", $$"""{"subnet_id": "{{subnet}}"}""");
            await PutAsync($"routers/{router}/add_router_interface", $$"""{"subnet_id": "{{subnet}}"}""");
            var floatingIp = await PostAsync(
                "floatingips", $$$"""{"floatingip": {"floating_network_id": "{{{external}}}", "port_id": "{{{port}}}"}}""");
            await PutAsync($"networks/{network}", """{"network": {"name": "db", "admin_state_up": false}}""");
            await PutAsync($"ports/{port}", """{"port": {"name": "eth0"}}""");
            await PutAsync($"routers/{router}", """{"router": {"external_gateway_info": null}}""");
            foreach (var collection in new[] { "subnets", "routers", "floatingips", "networks?name=db", $"ports?device_id={router}", "ports?device_id=vm-1" })
                await SendAsync(HttpMethod.Get, collection, body: null);
            foreach (var used in new[] { $"routers/{router}", $"networks/{network}", $"subnets/{subnet}" })
                await SendAsync(HttpMethod.Delete, used, body: null);
            await SendAsync(HttpMethod.Delete, $"floatingips/{floatingIp}", body: null);
            await SendAsync(HttpMethod.Delete, $"ports/{port}", body: null);
            await PutAsync($"routers/{router}/remove_router_interface", $$"""{"subnet_id": "{{subnet}}"}""");
            foreach (var path in new[] { $"routers/{router}", $"networks/{network}", $"subnets/{subnet}" })
                await SendAsync(HttpMethod.Delete, path, body: null);
        }

        private async Task<string> PostAsync(string path, string body)
        {
            var answer = await SendAsync(HttpMethod.Post, path, body);
            return answer.Status == HttpStatusCode.Created ? answer.One.Id() : "";
        }

        private Task<Answer> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

        private async Task<Answer> SendAsync(HttpMethod method, string path, string? body)
        {
            using var content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            return Transcript.Note($"{method} {path} {body}", await Caller.SendAsync(method, path, content));
        }
    }
}
