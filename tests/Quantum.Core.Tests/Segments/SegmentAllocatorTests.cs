using Microsoft.EntityFrameworkCore;
using Quantum.Core.Segments;
using Quantum.Core.Tests.Concurrency;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.ProviderNetworks;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Segments;

public abstract class SegmentAllocatorTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : SegmentAllocatorTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : SegmentAllocatorTests(fixture), IClassFixture<MigratedPostgres>;

    private const int Processes = 3;

    private static int lastTunnelId;

    private readonly List<CoreHost> hosts = [];
    private readonly string physical = $"p{Guid.NewGuid():N}";
    private readonly int tunnel = Interlocked.Add(ref lastTunnelId, 10_000);

    [Fact]
    public async Task Tenant_networks_are_local_by_default()
    {
        var network = await Host(new()).Modern.CreateNetworkAsync();

        network.Described().Should().Be("Local");
    }

    [Fact]
    public async Task Tenant_networks_can_be_disabled()
    {
        var caller = Host(new() { TenantNetworkType = "none" }).Modern;

        var create = () => caller.CreateNetworkAsync();

        (await create.Should().ThrowAsync<TenantNetworksDisabledException>()).Which.Kind.Should().Be(ErrorKind.Conflict);
        (await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Local))).Described().Should().Be("Local");
    }

    [Fact]
    public async Task Vlans_are_used_up_lowest_first_in_order_of_physical_networks()
    {
        var caller = Host(Vlans($"{physical}b:7:8", $"{physical}a:20:20", $"{physical}a:10:11", $"{physical}a:11:11")).Modern;

        (await DescribedAsync(caller, 5)).Should().Equal(
            $"Vlan {physical}a 10", $"Vlan {physical}a 11", $"Vlan {physical}a 20", $"Vlan {physical}b 7", $"Vlan {physical}b 8");
        await MustBeExhaustedAsync(caller);
    }

    [Theory]
    [InlineData("gre")]
    [InlineData("vxlan")]
    public async Task Tunnel_ids_are_used_up_lowest_first(string type)
    {
        var caller = Host(Tunnels(type, 3)).Modern;

        var networks = await caller.CreateNetworksAsync(3);

        networks.Select(network => network.Segment!.SegmentationId).Should().Equal(tunnel, tunnel + 1, tunnel + 2);
        networks.Should().OnlyContain(network => $"{network.Segment!.NetworkType}".Equals(type, StringComparison.OrdinalIgnoreCase));
        await MustBeExhaustedAsync(caller);
    }

    [Fact]
    public async Task Chosen_segments_are_left_out()
    {
        var caller = Host(Vlans($"{physical}:10:13")).Modern;
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 11));
        (await DescribedAsync(caller, 1)).Should().Equal($"Vlan {physical} 10");
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 12));

        (await DescribedAsync(caller, 1)).Should().Equal($"Vlan {physical} 13");
        await MustBeExhaustedAsync(caller);
    }

    [Fact]
    public async Task Segment_is_read_with_the_network()
    {
        var caller = Host(Vlans(physical)).Modern;
        var created = await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 4094));

        created.Described().Should().Be($"Vlan {physical} 4094");
        (await caller.FindNetworkAsync(created.Id))!.Described().Should().Be($"Vlan {physical} 4094");
    }

    [Fact]
    public async Task Taken_vlan_is_refused()
    {
        var caller = Host(Vlans(physical, $"{physical}x")).Modern;
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 5));
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, $"{physical}x", 5));

        var again = () => caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 5));

        (await again.Should().ThrowAsync<VlanIdInUseException>())
            .WithMessage($"Unable to create the network. The VLAN 5 on physical network {physical} is in use.");
    }

    [Fact]
    public async Task Taken_physical_network_is_refused()
    {
        var caller = Host(Vlans(physical)).Modern;
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Flat, physical));
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 1));

        var again = () => caller.CreateNetworkAsync(values => values.Ask(NetworkType.Flat, physical));

        (await again.Should().ThrowAsync<FlatNetworkInUseException>())
            .WithMessage($"Unable to create the flat network. Physical network {physical} is in use.");
    }

    [Fact]
    public async Task Taken_tunnel_id_is_refused()
    {
        var caller = Host(new() { EnableTunneling = true }).Modern;
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Gre, null, tunnel));
        await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vxlan, null, tunnel));

        var again = () => caller.CreateNetworkAsync(values => values.Ask(NetworkType.Gre, null, tunnel));

        (await again.Should().ThrowAsync<TunnelIdInUseException>())
            .WithMessage($"Unable to create the network. The tunnel ID {tunnel} is in use.");
    }

    [Fact]
    public async Task Segment_of_a_deleted_network_is_handed_out_again()
    {
        var host = Host(Vlans($"{physical}:10:12"));
        var networks = await host.Modern.CreateNetworksAsync(3);

        await host.Modern.DeleteNetworkAsync(networks[1].Id);

        (await DescribedAsync(host.Modern, 1)).Should().Equal($"Vlan {physical} 11");
        await MustBeExhaustedAsync(host.Modern);
        ((SegmentPlugin)host.Plugin).Deleted!.SegmentationId.Should().Be(11, "plugins are told what the network was");
    }

    [Fact]
    public async Task Segment_that_another_process_gave_back_is_found()
    {
        var caller = Host(Tunnels("gre", 3)).Modern;
        var networks = await caller.CreateNetworksAsync(3);
        await MustBeExhaustedAsync(caller);

        await Host(Tunnels("gre", 3)).Modern.DeleteNetworkAsync(networks[0].Id);

        (await DescribedAsync(caller, 1)).Should().Equal($"Gre - {tunnel}");
    }

    [Fact]
    public async Task Refused_creation_leaves_its_segment_to_others()
    {
        var caller = Host(Tunnels("gre", 3)).Modern;
        await MustBeRefusedAsync(() => caller.CreateNetworksAsync(4));

        (await DescribedAsync(caller, 3)).Should().Equal($"Gre - {tunnel}", $"Gre - {tunnel + 1}", $"Gre - {tunnel + 2}");
    }

    [Fact]
    public async Task Update_may_repeat_what_stands()
    {
        var caller = Host(Vlans(physical)).Modern;
        var vlan = await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 5));
        var local = await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Local));

        await caller.UpdateNetworkAsync(local.Id, values => values.Ask(NetworkType.Local));
        await caller.UpdateNetworkAsync(vlan.Id, values => values.Ask(null, null, 5));
        var same = await caller.UpdateNetworkAsync(vlan.Id, values => values.Ask(NetworkType.Vlan, physical, 5));

        same.Described().Should().Be($"Vlan {physical} 5");
    }

    [Theory]
    [InlineData(NetworkType.Flat, null, null)]
    [InlineData(null, "other", null)]
    [InlineData(null, null, 6)]
    public async Task Update_cannot_change_the_segment(NetworkType? type, string? physicalNetwork, int? segmentationId)
    {
        var caller = Host(Vlans(physical)).Modern;
        var network = await caller.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 5));

        var update = () => caller.UpdateNetworkAsync(network.Id, values => values.Ask(type, physicalNetwork, segmentationId));

        (await update.Should().ThrowAsync<InvalidInputException>())
            .WithMessage("Invalid input for operation: plugin does not support updating provider attributes.");
    }

    [Fact]
    public async Task Networks_are_found_by_their_segments()
    {
        var host = Host(Vlans(physical));
        var vlan = await host.Modern.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 5));
        var flat = await host.Modern.CreateNetworkAsync(values => values.Ask(NetworkType.Flat, physical));
        var local = await host.Modern.CreateNetworkAsync(values => values.Ask(NetworkType.Local));
        Guid[] all = [vlan.Id, flat.Id, local.Id];

        (await FoundAsync(host, all, ProviderNetworkAttributes.NetworkType, "local")).Should().Equal(local.Id);
        (await FoundAsync(host, all, ProviderNetworkAttributes.NetworkType, "vlan", "flat", "bogus")).Should().BeEquivalentTo([vlan.Id, flat.Id]);
        (await FoundAsync(host, all, ProviderNetworkAttributes.PhysicalNetwork, physical)).Should().BeEquivalentTo([vlan.Id, flat.Id]);
        (await FoundAsync(host, all, ProviderNetworkAttributes.SegmentationId, "5", "6")).Should().Equal(vlan.Id);
    }

    [Fact]
    public async Task Processes_never_give_a_segment_twice_and_use_up_all()
    {
        const int Free = 40;
        var options = Tunnels("vxlan", Free);
        CoreHost[] processes = [.. Enumerable.Range(0, Processes).Select(_ => Host(options))];

        var outcomes = await Callers.AllAtOnceAsync(Free + 3, number => processes[number % Processes].Modern.CreateNetworkAsync());

        outcomes.Refusals().Should().HaveCount(3).And.AllBeOfType<NoNetworkAvailableException>();
        outcomes.Results().Select(network => network.Segment!.SegmentationId).Should().BeEquivalentTo(Enumerable.Range(tunnel, Free).Cast<int?>());
    }

    [Fact]
    public async Task Processes_that_create_and_delete_lose_no_segment()
    {
        var options = Vlans($"{physical}:1:20");
        CoreHost[] processes = [.. Enumerable.Range(0, Processes).Select(_ => Host(options))];

        var outcomes = await Callers.AllAtOnceAsync(18, async number =>
        {
            var caller = processes[number % Processes].Modern;
            for (var step = 0; step < 5; step++)
                await processes[step % Processes].Modern.DeleteNetworkAsync((await caller.CreateNetworkAsync()).Id);
            return number;
        });

        outcomes.Refusals().Should().BeEmpty();
        (await processes[0].Modern.CreateNetworksAsync(20)).Select(network => network.Described()).Should().OnlyHaveUniqueItems();
        await MustBeExhaustedAsync(processes[1].Modern);
    }

    [Fact]
    public async Task One_chosen_segment_goes_to_one_caller()
    {
        var options = Vlans(physical);
        CoreHost[] processes = [.. Enumerable.Range(0, Processes).Select(_ => Host(options))];

        var outcomes = await Callers.AllAtOnceAsync(
            12, number => processes[number % Processes].Modern.CreateNetworkAsync(values => values.Ask(NetworkType.Vlan, physical, 77)));

        outcomes.Results().Should().ContainSingle();
        outcomes.Refusals().Should().HaveCount(11).And.AllBeOfType<VlanIdInUseException>();
    }

    public void Dispose()
    {
        hosts.ForEach(host => host.Dispose());
        GC.SuppressFinalize(this);
    }

    private static SegmentOptions Vlans(params string[] ranges) => new() { TenantNetworkType = "vlan", NetworkVlanRanges = ranges };

    private static async Task<IReadOnlyList<string>> DescribedAsync(CoreCaller caller, int count)
    {
        var described = new List<string>();
        for (var network = 0; network < count; network++)
            described.Add((await caller.CreateNetworkAsync()).Described());
        return described;
    }

    private static Task MustBeExhaustedAsync(CoreCaller caller) => MustBeRefusedAsync(() => caller.CreateNetworkAsync());

    private static async Task MustBeRefusedAsync(Func<Task> create)
    {
        var refusal = (await create.Should().ThrowAsync<NoNetworkAvailableException>()).Which;

        refusal.Kind.Should().Be(ErrorKind.Unavailable);
        refusal.Message.Should().Be("Unable to create the network. No tenant network is available for allocation.");
    }

    private static async Task<List<Guid>> FoundAsync(CoreHost host, Guid[] among, IResourceAttribute<Network> attribute, params string[] texts)
    {
        await using var db = host.Store.OpenRead();
        return await db.Networks.Where(network => among.Contains(network.Id)).Where(attribute.Matches(texts))
            .Select(network => network.Id).ToListAsync();
    }

    private SegmentOptions Tunnels(string type, int count) => new()
    {
        TenantNetworkType = type,
        TunnelIdRanges = [$"{tunnel}:{tunnel + count - 1}"],
        VniRanges = [$"{tunnel}:{tunnel + count - 1}"],
        EnableTunneling = true,
    };

    private CoreHost Host(SegmentOptions options)
    {
        var host = new CoreHost(fixture.Store, SegmentPlugin.Settings(options));
        hosts.Add(host);
        return host;
    }
}
