using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Nova;

/// <summary>
/// A compute service as it talks to the network service, call by call: <c>user</c> with the token of who boots, <c>service</c> with
/// its own. Each method is an operation of its network API and demands what it reads from the answers.
/// </summary>
internal sealed class NovaCaller(ApiClient user, ApiClient service, string tenant, string instance)
{
    private const string Zone = "compute:nova";

    /// <summary>Checks the networks that a boot asks for; none means all that the tenant has.</summary>
    public async Task ValidateNetworksAsync(params IReadOnlyList<string> networks)
    {
        var found = await AvailableAsync(networks);
        found.Should().OnlyContain(network => network.GetProperty("subnets").GetArrayLength() > 0);
        var quota = (await user.GetAsync($"quotas/{tenant}")).Expect(HttpStatusCode.OK).One.GetProperty("port").GetInt32();
        var ports = (await user.GetAsync($"ports?tenant_id={tenant}&fields=id")).Expect(HttpStatusCode.OK).Items;
        ports.Where(port => port.Names() is not ["id"]).Should().BeEmpty();
        (quota < 0 || quota > ports.Count).Should().BeTrue();
    }

    /// <summary>Asks whether an address is free before it is booked.</summary>
    public async Task ValidateAddressAsync(string network, string address) =>
        (await user.GetAsync($"ports?network_id={network}&fixed_ips=ip_address%3D{address}&fields=device_id")).Expect(HttpStatusCode.OK).Items.Should().BeEmpty();

    /// <summary>Checks a port that a boot brings with it.</summary>
    public async Task ValidatePortAsync(string id)
    {
        var port = await user.ShowAsync("port", id);
        port.Text("device_id").Should().BeEmpty();
        port.Addresses().Should().NotBeEmpty();
    }

    /// <summary>What the scheduler must know of networks and ports.</summary>
    public async Task CreateResourceRequestsAsync(string network, string? port = null)
    {
        await ReadPhysicalNetworkAsync(network);
        if (port is null)
            return;

        const string fields = "binding%3Avnic_type&fields=binding%3Aprofile&fields=network_id&fields=resource_request&fields=numa_affinity_policy&fields=device_profile";
        var asked = (await service.GetAsync($"ports/{port}?fields={fields}")).Expect(HttpStatusCode.OK).One;
        (asked.Text("network_id"), asked.Text("binding:vnic_type"), asked.Raw("binding:profile")).Should().Be((network, "normal", "{}"));
    }

    /// <summary>Creates a port for the instance and binds it to its host.</summary>
    public async Task<JsonElement> AllocateAsync(string network, string host, object? more = null)
    {
        await AvailableAsync([network]);
        var body = more is null ? [] : JsonSerializer.SerializeToNode(more)!.AsObject();
        (body["device_id"], body["network_id"], body["admin_state_up"], body["tenant_id"]) = (instance, network, true, tenant);
        var created = await user.CreateAsync("port", body);
        created.Has("binding:vif_type").Should().BeFalse();
        created.Text("status").Should().Be("DOWN");
        return await BindAsync(created.Id(), host);
    }

    /// <summary>Takes a port that exists and binds it to the instance's host.</summary>
    public async Task<JsonElement> AllocatePortAsync(string id, string host)
    {
        var port = await service.ShowAsync("port", id);
        (port.Text("tenant_id"), port.Text("device_id"), port.Text("binding:vif_type")).Should().Be((tenant, "", "unbound"));
        await AvailableAsync([port.Text("network_id")!]);
        return await BindAsync(id, host);
    }

    /// <summary>What the host needs to plug the instance's ports in.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadNetworkInfoAsync()
    {
        var ports = (await service.GetAsync($"ports?tenant_id={tenant}&device_id={instance}")).Expect(HttpStatusCode.OK).Items;
        foreach (var port in ports)
        {
            var network = port.Text("network_id")!;
            await AvailableAsync([network]);
            port.Text("binding:vif_type").Should().Be("ovs");
            port.GetProperty("binding:vif_details").Text("bridge_name").Should().Be("br-int");
            foreach (var address in port.Addresses())
            {
                (await service.GetAsync($"floatingips?fixed_ip_address={address}&port_id={port.Id()}")).Expect(HttpStatusCode.OK).Items
                    .Where(floatingIp => !floatingIp.Has("floating_ip_address")).Should().BeEmpty();
            }

            await ReadSubnetsAsync(port, network);
            await ReadPhysicalNetworkAsync(network);
        }

        return ports;
    }

    /// <summary>Gives the instance another address on a network.</summary>
    public async Task<JsonElement> AddFixedIpAsync(string network, string subnet)
    {
        (await service.GetAsync($"subnets?network_id={network}")).Ids.Should().Contain(subnet);
        var port = (await service.GetAsync($"ports?device_id={instance}&device_owner=compute%3Anova&network_id={network}")).Expect(HttpStatusCode.OK).Items.Single();
        var kept = port.GetProperty("fixed_ips").EnumerateArray().Select(held => new Dictionary<string, string?>
        {
            ["subnet_id"] = held.Text("subnet_id"),
            ["ip_address"] = held.Text("ip_address"),
        });
        return await service.ChangeAsync("port", port.Id(), new { fixed_ips = kept.Append(new() { ["subnet_id"] = subnet }) });
    }

    /// <summary>Prepares the instance's ports on the host that it is going to.</summary>
    public async Task PrepareMigrationAsync(string from, string to)
    {
        var ports = (await service.GetAsync($"ports?device_id={instance}&tenant_id={tenant}&binding%3Ahost_id={from}")).Expect(HttpStatusCode.OK).Ids;
        ports.Should().NotBeEmpty();
        foreach (var port in ports)
        {
            var bound = await service.PostAsync($"ports/{port}/bindings", new { binding = new { host = to, vnic_type = "normal", profile = new { } } });
            bound.Expect(HttpStatusCode.Created).One.Text("vif_type").Should().Be("ovs");
            var told = await service.PutAsync($"ports/{port}", new { port = Attributes(("binding:profile", new { migrating_to = to })) });
            told.Expect(HttpStatusCode.OK).One.Text("binding:host_id").Should().Be(from);
        }
    }

    /// <summary>The instance runs on the other host now.</summary>
    public async Task StartMigrationAsync(string to)
    {
        foreach (var port in await PortsAsync())
        {
            if ((await service.GetAsync($"ports/{port}/bindings/{to}")).Expect(HttpStatusCode.OK).One.Text("status") == "INACTIVE")
                (await service.PutAsync($"ports/{port}/bindings/{to}/activate", "")).Expect(HttpStatusCode.OK).Json.Text("status").Should().Be("ACTIVE");
        }
    }

    /// <summary>Makes sure that the ports are on the instance's host.</summary>
    public async Task FinishMigrationAsync(string to)
    {
        foreach (var port in (await service.GetAsync($"ports?device_id={instance}&tenant_id={tenant}")).Expect(HttpStatusCode.OK).Items)
        {
            if (port.Text("binding:host_id") != to)
                await service.ChangeAsync("port", port.Id(), Attributes(("binding:host_id", to), ("device_owner", Zone)));
        }
    }

    /// <summary>Leaves the host that the instance came from; that there is nothing left is fine.</summary>
    public async Task CleanUpAsync(string from)
    {
        foreach (var port in await PortsAsync())
            (await service.DeleteAsync($"ports/{port}/bindings/{from}")).Status.Should().BeOneOf(HttpStatusCode.NoContent, HttpStatusCode.NotFound);
    }

    /// <summary>The instance is deleted: its own ports go, those that it was given stay, unbound.</summary>
    public async Task DeallocateAsync(params IReadOnlyList<string> given)
    {
        foreach (var port in (await user.GetAsync($"ports?device_id={instance}")).Expect(HttpStatusCode.OK).Ids)
        {
            if (given.Contains(port))
                await ReturnAsync(port);
            else
                (await user.DeleteAsync($"ports/{port}")).Expect(HttpStatusCode.NoContent);
        }
    }

    private async Task ReturnAsync(string id)
    {
        var port = (await user.GetAsync($"ports/{id}?fields=binding%3Aprofile&fields=network_id")).Expect(HttpStatusCode.OK).One;
        port.Names().Should().Equal("network_id");
        (await user.GetAsync($"networks/{port.Text("network_id")}?fields=dns_domain")).Expect(HttpStatusCode.OK);
        var unbinding = """{"port": {"binding:host_id": null, "device_id": "", "device_owner": "", "binding:profile": {} } }""";
        (await service.PutAsync($"ports/{id}", unbinding)).Expect(HttpStatusCode.OK).One.Text("binding:vif_type").Should().Be("unbound");
    }

    private async Task<JsonElement> BindAsync(string port, string host)
    {
        var bound = await service.ChangeAsync(
            "port", port, Attributes(("device_id", instance), ("device_owner", Zone), ("binding:host_id", host)));
        (bound.Text("binding:host_id"), bound.Text("binding:vif_type"), bound.Text("status")).Should().Be((host, "ovs", "ACTIVE"));
        bound.Has("mac_address").Should().BeTrue();
        return bound;
    }

    private async Task<IReadOnlyList<string>> PortsAsync() =>
        (await user.GetAsync($"ports?device_id={instance}&tenant_id={tenant}&fields=id")).Expect(HttpStatusCode.OK).Ids;

    private async Task<IReadOnlyList<JsonElement>> AvailableAsync(IReadOnlyList<string> networks)
    {
        var found = networks.Count > 0
            ? (await user.GetAsync($"networks?{string.Join('&', networks.Select(id => $"id={id}"))}")).Expect(HttpStatusCode.OK).Items
            :
            [
                .. (await user.GetAsync($"networks?tenant_id={tenant}&shared=False")).Expect(HttpStatusCode.OK).Items,
                .. (await user.GetAsync("networks?shared=True")).Expect(HttpStatusCode.OK).Items.Where(network => network.Text("tenant_id") == tenant),
            ];
        foreach (var network in found)
            network.Names().Should().Contain(["id", "name", "tenant_id", "subnets", "shared", "router:external", "port_security_enabled"]);
        return found;
    }

    private async Task ReadPhysicalNetworkAsync(string network)
    {
        var asked = await service.GetAsync($"networks/{network}?fields=provider%3Aphysical_network&fields=provider%3Anetwork_type");
        asked.Expect(HttpStatusCode.OK).One.Names().Should().BeEquivalentTo("provider:physical_network", "provider:network_type");
    }

    private async Task ReadSubnetsAsync(JsonElement port, string network)
    {
        var ids = port.GetProperty("fixed_ips").EnumerateArray().Select(held => held.Text("subnet_id")).Distinct().ToList();
        var subnets = (await service.GetAsync($"subnets?{string.Join('&', ids.Select(id => $"id={id}"))}")).Expect(HttpStatusCode.OK).Items;
        subnets.Should().HaveCount(ids.Count);
        foreach (var subnet in subnets)
        {
            subnet.Names().Should().Contain(["id", "network_id", "cidr", "gateway_ip", "enable_dhcp", "dns_nameservers", "host_routes"]);
            (await service.GetAsync($"ports?network_id={network}&device_owner=network%3Adhcp")).Expect(HttpStatusCode.OK);
        }
    }

    private static Dictionary<string, object> Attributes(params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var body = new Dictionary<string, object>();
        foreach (var (name, value) in attributes)
            body[name] = value;
        return body;
    }
}
