using Quantum.Resources.Addressing;
using Quantum.Resources.AddressPairs;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.DhcpOptions;
using Quantum.Resources.Networks;
using Quantum.Resources.Qos;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Resources.Ports;

/// <summary>A device's connection to a network: a MAC address and the addresses it holds.</summary>
public sealed class Port : Resource, IOnNetwork, IHasStatus, IQosTarget
{
    /// <inheritdoc />
    public Guid? QosPolicyId { get; set; }

    /// <summary>The QoS policy of the port's network, where it was read: the port follows it unless it has one of its own.</summary>
    public Guid? NetworkQosPolicyId { get; set; }

    /// <summary>The network; never changes.</summary>
    public Guid NetworkId { get; set; }

    /// <inheritdoc />
    public string NetworkTenantId { get; set; } = "";

    /// <summary>Unique on the network.</summary>
    public MacAddress MacAddress { get; set; }

    /// <summary>Administrative state; stored only.</summary>
    public bool AdminStateUp { get; set; } = true;

    /// <summary>What the data plane says.</summary>
    public ResourceStatus Status { get; set; }

    /// <summary>Who uses the port, for example a VM's id; empty for nobody.</summary>
    public string DeviceId { get; set; } = "";

    /// <summary>What kind of user that is, for example <c>compute:nova</c>, <c>network:dhcp</c>; empty for nobody.</summary>
    public string DeviceOwner { get; set; } = "";

    /// <summary>The host that the port is bound to; empty: none.</summary>
    public string HostId { get; set; } = "";

    /// <summary>The kind of interface that the device wants; one of <see cref="VnicTypes.All"/>.</summary>
    public string VnicType { get; set; } = VnicTypes.Normal;

    /// <summary>What the compute service tells the plugin, as the text of a JSON object.</summary>
    public string BindingProfile { get; set; } = Vif.NoDetails;

    /// <summary>The kind of interface that the plugin offers on the host; see <see cref="Vif"/>.</summary>
    public string VifType { get; set; } = Vif.UnboundType;

    /// <summary>What the host must know to plug the device in, as the text of a JSON object.</summary>
    public string VifDetails { get; set; } = Vif.NoDetails;

    /// <summary>True when the port may send under its own addresses, and those allowed, alone.</summary>
    public bool PortSecurityEnabled { get; set; } = true;

    /// <summary>Addresses besides its own that the port may send under.</summary>
    public IReadOnlyList<AllowedAddressPair> AllowedAddressPairs { get; set; } = [];

    /// <summary>Options that DHCP gives to the port beyond the usual ones.</summary>
    public IReadOnlyList<ExtraDhcpOption> ExtraDhcpOptions { get; set; } = [];

    /// <summary>The port's name in DNS; empty: names are made of its addresses.</summary>
    public string DnsName { get; set; } = "";

    /// <summary>True when the device sees whether its host is connected.</summary>
    public bool PropagateUplinkStatus { get; set; } = true;

    /// <summary>The addresses that the port holds.</summary>
    public List<IpAllocation> Allocations { get; set; } = [];

    /// <summary>The security groups that guard the port.</summary>
    public List<PortSecurityGroup> SecurityGroups { get; set; } = [];

    /// <summary>The ids of those groups, in an order that does not vary.</summary>
    public IReadOnlyList<Guid> SecurityGroupIds => [.. SecurityGroups.Select(held => held.SecurityGroupId).Order()];

    /// <summary>The addresses as the API shows them, in the order of subnets and addresses.</summary>
    public IReadOnlyList<FixedIp> FixedIps =>
        [.. Allocations.OrderBy(held => held.Position).Select(held => new FixedIp(held.SubnetId, held.IpAddress))];
}
