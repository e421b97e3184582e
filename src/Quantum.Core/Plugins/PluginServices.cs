using Quantum.Core.AddressScopes;
using Quantum.Core.Bindings;
using Quantum.Core.FloatingIps;
using Quantum.Core.Networks;
using Quantum.Core.Ports;
using Quantum.Core.Qos;
using Quantum.Core.Rbac;
using Quantum.Core.Routers;
using Quantum.Core.SecurityGroups;
using Quantum.Core.Segments;
using Quantum.Core.SubnetPools;
using Quantum.Core.Subnets;
using Quantum.Core.Trunks;
using Quantum.Resources.Dns;

namespace Quantum.Core.Plugins;

/// <summary>What the reference plugin is made of; a derived plugin takes it in its constructor and passes it on.</summary>
/// <param name="Networks">Transactions on networks.</param>
/// <param name="Subnets">Transactions on subnets.</param>
/// <param name="Ports">Transactions on ports.</param>
/// <param name="Bindings">Transactions on the bindings of ports.</param>
/// <param name="Routers">Transactions on routers.</param>
/// <param name="RouterInterfaces">Transactions on the connections of routers with subnets.</param>
/// <param name="FloatingIps">Transactions on floating IPs.</param>
/// <param name="SecurityGroups">Transactions on security groups.</param>
/// <param name="SecurityGroupRules">Transactions on the rules of security groups.</param>
/// <param name="Segments">Hands out what carries networks.</param>
/// <param name="SegmentPlan">What carries networks of plugins that do not say it themselves.</param>
/// <param name="RbacPolicies">Transactions on RBAC policies.</param>
/// <param name="SubnetPools">Transactions on subnet pools.</param>
/// <param name="AddressScopes">Transactions on address scopes.</param>
/// <param name="Trunks">Transactions on trunks.</param>
/// <param name="QosPolicies">Transactions on QoS policies.</param>
/// <param name="PortDns">The names of ports.</param>
/// <param name="Dispatcher">Carries out transactions.</param>
public sealed record PluginServices(
    NetworkService Networks,
    SubnetService Subnets,
    PortService Ports,
    BindingService Bindings,
    RouterService Routers,
    RouterInterfaces RouterInterfaces,
    FloatingIpService FloatingIps,
    SecurityGroupService SecurityGroups,
    SecurityGroupRuleService SecurityGroupRules,
    SegmentAllocator Segments,
    SegmentPlan SegmentPlan,
    RbacPolicyService RbacPolicies,
    SubnetPoolService SubnetPools,
    AddressScopeService AddressScopes,
    TrunkService Trunks,
    QosPolicyService QosPolicies,
    PortDnsAttributes PortDns,
    ChangeDispatcher Dispatcher);
