using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Resources;
using Quantum.Core.AddressScopes;
using Quantum.Core.Agents;
using Quantum.Core.AutoAllocation;
using Quantum.Core.Bindings;
using Quantum.Core.Database;
using Quantum.Core.Dns;
using Quantum.Core.FloatingIps;
using Quantum.Core.Ipam;
using Quantum.Core.Networks;
using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Core.Ports;
using Quantum.Core.Qos;
using Quantum.Core.Quotas;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Core.SecurityGroups;
using Quantum.Core.Segments;
using Quantum.Core.SubnetPools;
using Quantum.Core.Subnets;
using Quantum.Core.Trunks;
using Quantum.Plugins.LinuxBridge;
using Quantum.Plugins.Meta;
using Quantum.Plugins.OpenFlow;
using Quantum.Plugins.OpenVSwitch;
using Quantum.Resources.Dns;
using Quantum.Resources.ProviderNetworks;
using Quantum.Server.Api;
using Quantum.Server.Api.Agents;
using Quantum.Server.Api.IpAvailability;
using Quantum.Server.Api.OpenApi;
using Quantum.Server.Api.Qos;
using Quantum.Server.Api.Quotas;
using Quantum.Server.Api.Tags;

namespace Quantum.Server.Hosting;

/// <summary>Registers the rooms of the house, from the inside out.</summary>
internal static class QuantumServices
{
    private const string Section = "Quantum";

    public static void AddQuantum(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(RandomNumberGenerator.Create());
        services.AddStore(configuration);
        services.AddPlugin(configuration);
        services.AddApi(configuration);
        services.AddTelemetry(configuration);
    }

    private static void AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsOf<StoreOptions>(configuration, Section)
            .Configure(options => options.Connection = configuration.GetConnectionString(Section));
        services.AddSingleton<QuantumDbContextFactory>();
        services.AddSingleton<IQuantumDbContextFactory>(provider => provider.GetRequiredService<QuantumDbContextFactory>());
        services.AddSingleton(provider => new StoreWriterGate(provider.GetRequiredService<StoreOptions>().Store));
        services.AddSingleton<QuantumStore>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<StoreReadiness>();
        services.AddHostedService<StoreStarter>();
    }

    private static void AddPlugin(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsOf<IpamOptions>(configuration, Section);
        services.AddOptionsOf<PortOptions>(configuration, Section);
        services.AddOptionsOf<DnsOptions>(configuration, Section);
        services.AddOptionsOf<RouterOptions>(configuration, Section);
        services.AddOptionsOf<DatabasePluginOptions>(configuration, $"{Section}:Database");
        services.AddOptionsOf<OpenVSwitchOptions>(configuration, $"{Section}:OpenVSwitch");
        services.AddOptionsOf<LinuxBridgeOptions>(configuration, $"{Section}:LinuxBridge");
        services.AddOptionsOf<MetaOptions>(configuration, $"{Section}:Meta");
        services.AddOptionsOf<OpenFlowOptions>(configuration, $"{Section}:OpenFlow");
        services.AddOptionsOf<PluginOptions>(configuration, Section);
        services.AddSingleton<AddressCursors>();
        services.AddSingleton<RandomAddresses>();
        services.AddSingleton<MacGenerator>();
        services.AddSingleton<MacAllocator>();
        services.AddSingleton<IpAllocator>();
        services.AddSingleton<ChangeDispatcher>();
        services.AddSingleton<DefaultSecurityGroups>();
        services.AddSingleton<NetworkService>();
        services.AddSingleton<QuotaService>();
        services.AddSingleton<SubnetService>();
        services.AddSingleton<PortAddresses>();
        services.AddSingleton<ServicePorts>();
        services.AddSingleton<PortWiring>();
        services.AddSingleton<BindingService>();
        services.AddSingleton<PortService>();
        services.AddSingleton<RouterGateways>();
        services.AddSingleton<RouterService>();
        services.AddSingleton<RouterInterfaces>();
        services.AddSingleton<FloatingIpService>();
        services.AddSingleton<SecurityGroupService>();
        services.AddSingleton<SecurityGroupRuleService>();
        services.AddSingleton<SubnetPoolService>();
        services.AddSingleton<AddressScopeService>();
        services.AddSingleton<TrunkService>();
        services.AddSingleton<SegmentAllocator>();
        services.AddSingleton(provider => provider.GetRequiredService<DatabasePluginOptions>().ToPlan(Enum.GetValues<NetworkType>()));
        services.AddSingleton<DeviceReports>();
        services.AddSingleton<TunnelEndpoints>();
        services.AddSingleton<RbacPolicyService>();
        services.AddSingleton<QosPolicyService>();
        services.AddSingleton(provider => new PortDnsAttributes(provider.GetRequiredService<DnsOptions>().DnsDomain));
        services.AddSingleton<PluginServices>();
        services.AddSingleton(provider => new PluginLoader(
            provider.GetRequiredService<PluginOptions>(), [typeof(INetworkPlugin).Assembly, Assembly.Load("Quantum.Plugins")]));
        services.AddSingleton(provider => provider.GetRequiredService<PluginLoader>().Load(provider));
        services.AddSingleton<ResourceCatalog>();
        services.AddSingleton<TopologyBuilder>();
        services.AddSingleton<AutoAllocationService>();
    }

    private static void AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsOf<PolicyOptions>(configuration, Section);
        services.AddOptionsOf<QuotaOptions>(configuration, $"{Section}:Quota");
        services.AddOptionsOf<ProfileOptions>(configuration, Section);
        services.AddOptionsOf<ApiOptions>(configuration, Section);
        services.AddRateLimits(configuration, $"{Section}:RateLimit");
        services.AddSingleton<PolicyEngine>();
        services.AddSingleton<ApiProfiles>();
        services.AddIdentity(configuration);
        services.AddSingleton<Links>();
        services.AddSingleton<ApiExtensions>();
        services.AddSingleton<ApiServices>();
        services.AddSingleton<AgentMethodEndpoints>();
        services.AddSingleton<QuotaEndpoints>();
        services.AddSingleton<TagEndpoints>();
        services.AddSingleton<IpAvailabilityService>();
        services.AddSingleton<IpAvailabilityEndpoints>();
        services.AddSingleton<AutoAllocationEndpoints>();
        services.AddOptionsOf<AgentOptions>(configuration, Section);
        services.AddSingleton<AgentService>();
        services.AddSingleton<AgentEndpoints>();
        services.AddSingleton<QosRuleTypes>();
        services.AddSingleton<ResourceEndpoints>();
        services.AddQuantumOpenApi();
        services.AddHostedService<StartLine>();
    }

    /// <summary>Nothing is collected unless there is somewhere to send it.</summary>
    private static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Section))
            .WithMetrics(metrics => metrics.AddMeter(QuantumMetrics.MeterName, "Npgsql", "Microsoft.AspNetCore.Server.Kestrel"))
            .WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore", "Npgsql"))
            .UseOtlpExporter();
    }

    public static OptionsBuilder<TOptions> AddOptionsOf<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TOptions>>().Value);
        services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(section));
        return services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
    }
}
