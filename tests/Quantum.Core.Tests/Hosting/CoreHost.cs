using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Quantum.Core.AddressScopes;
using Quantum.Core.Bindings;
using Quantum.Core.Database;
using Quantum.Core.Dns;
using Quantum.Core.FloatingIps;
using Quantum.Core.Ipam;
using Quantum.Core.Networks;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Qos;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Core.SecurityGroups;
using Quantum.Core.Segments;
using Quantum.Core.SubnetPools;
using Quantum.Core.Subnets;
using Quantum.Core.Trunks;
using Quantum.Resources.Dns;
using Quantum.Resources.Profiles;
using Quantum.Resources.ProviderNetworks;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Hosting;

/// <summary>
/// The services of one server process, put together as the server does, on a database of a test. Two hosts on one database are
/// two processes: they share nothing but the rows.
/// </summary>
internal sealed class CoreHost : IDisposable
{
    private readonly QuantumDbContextFactory contexts;
    private readonly StoreWriterGate gate;
    private readonly RandomNumberGenerator random;

    public CoreHost(TestStore store, CoreSettings? settings = null)
    {
        settings ??= new();
        var options = Templates.OptionsOf(store);
        contexts = new QuantumDbContextFactory(options);
        gate = new StoreWriterGate(options.Store);
        random = settings.Random ?? RandomNumberGenerator.Create();
        Store = new QuantumStore(contexts, gate, settings.Time);
        var dispatcher = new ChangeDispatcher(Store, new PluginOptions(), settings.Time, NullLogger<ChangeDispatcher>.Instance);
        var cursors = new AddressCursors();
        var allocator = new IpAllocator(cursors, new RandomAddresses(random), settings.Ipam);
        var macs = new MacAllocator(new MacGenerator(settings.Ipam, random), settings.Ipam);
        var addresses = new PortAddresses(allocator);
        var ports = new ServicePorts(addresses, macs);
        var defaultGroups = new DefaultSecurityGroups();
        Plugin = settings.CreatePlugin(new PluginServices(
            new NetworkService(dispatcher, cursors, defaultGroups),
            new SubnetService(dispatcher, cursors, settings.Ipam),
            new PortService(dispatcher, addresses, macs, new PortWiring(new PortOptions()), defaultGroups),
            new BindingService(dispatcher),
            new RouterService(dispatcher, new RouterGateways(ports, addresses), new RouterOptions()),
            new RouterInterfaces(dispatcher, ports, addresses),
            new FloatingIpService(dispatcher, ports, addresses),
            new SecurityGroupService(dispatcher, Store, defaultGroups),
            new SecurityGroupRuleService(dispatcher),
            new SegmentAllocator(),
            new DatabasePluginOptions().ToPlan(Enum.GetValues<NetworkType>()),
            new RbacPolicyService(dispatcher),
            new SubnetPoolService(dispatcher),
            new AddressScopeService(dispatcher),
            new TrunkService(dispatcher, Store),
            new QosPolicyService(dispatcher),
            new PortDnsAttributes(new DnsOptions().DnsDomain),
            dispatcher));
        Catalog = new ResourceCatalog(Plugin);
    }

    public QuantumStore Store { get; }

    public INetworkPlugin Plugin { get; }

    public ResourceCatalog Catalog { get; }

    /// <summary>Everything below today's profile, as an administrator of tenant <c>alpha</c>, without limits.</summary>
    public CoreCaller Modern => As("alpha", ApiProfile.Modern);

    /// <summary>The same in the profile of 2012.</summary>
    public CoreCaller Folsom => As("alpha", ApiProfile.Folsom);

    /// <summary>A caller of that tenant, whose profile has no limits on what a tenant may own.</summary>
    public CoreCaller As(string tenant, ApiProfile profile) =>
        Bound(tenant, profile with
        {
            NetworkQuota = -1,
            SubnetQuota = -1,
            PortQuota = -1,
            RouterQuota = -1,
            FloatingIpQuota = -1,
            SecurityGroupQuota = -1,
            SecurityGroupRuleQuota = -1,
            RbacPolicyQuota = -1,
        });

    /// <summary>A caller of that tenant with exactly that profile.</summary>
    public CoreCaller Bound(string tenant, ApiProfile profile) => Caller(tenant, profile, isAdmin: true);

    /// <summary>A caller of that tenant who is no administrator.</summary>
    public CoreCaller Member(string tenant) => Caller(tenant, ApiProfile.Modern, isAdmin: false);

    public void Dispose()
    {
        contexts.Dispose();
        gate.Dispose();
        random.Dispose();
    }

    private CoreCaller Caller(string tenant, ApiProfile profile, bool isAdmin) => new(this, new RequestContext
    {
        Profile = profile,
        RequestId = "req-test",
        TenantId = tenant,
        IsAdmin = isAdmin,
    });
}

/// <summary>What a test wants to be different from a server without configuration.</summary>
internal sealed record CoreSettings
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IpamOptions Ipam { get; init; } = new();

    /// <summary>Null for real randomness; the host disposes of it.</summary>
    public RandomNumberGenerator? Random { get; init; }

    public Func<PluginServices, INetworkPlugin> CreatePlugin { get; init; } = services => new DatabasePlugin(services);
}
