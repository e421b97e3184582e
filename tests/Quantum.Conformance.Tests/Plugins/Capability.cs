namespace Quantum.Conformance.Tests.Plugins;

/// <summary>What every plugin can do, unless <see cref="WrittenExceptions"/> say otherwise.</summary>
public enum Capability
{
    /// <summary>The provider attributes of networks.</summary>
    ChooseCarriers,

    /// <summary>Networks of type <c>local</c>.</summary>
    CarryLocal,

    /// <summary>Networks of type <c>flat</c>.</summary>
    CarryFlat,

    /// <summary>Networks of type <c>vlan</c>.</summary>
    CarryVlan,

    /// <summary>Networks of type <c>gre</c>.</summary>
    CarryGre,

    /// <summary>Networks of type <c>vxlan</c>.</summary>
    CarryVxlan,

    /// <summary>Routers with gateways and interfaces.</summary>
    Route,

    /// <summary>Floating IPs.</summary>
    MapFloatingIps,
}
