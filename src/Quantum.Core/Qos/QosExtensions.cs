using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>The extensions of quality of service.</summary>
internal static class QosExtensions
{
    private static IReadOnlyList<ApiExtension> OfTargets { get; } =
    [
        new(
            "qos-port-network-policy",
            "QoS port network policy ID",
            "Adds a the QoS network ID to the port definition",
            "2019-11-01T10:00:00-00:00")
        {
            Attributes = [QosPolicyResource.OfPortsNetwork],
        },
        new("qos-gateway-ip", "Router gateway IP QoS", "The Router gateway IP Quality of Service extension", "2018-02-24T00:00:00-00:00"),
        new("qos-fip", "Floating IP QoS", "The floating IP Quality of Service extension", "2017-07-20T00:00:00-00:00")
        {
            Attributes = [QosPolicyResource.OfFloatingIp],
        },
    ];

    /// <summary>What a plugin that keeps policies in the database serves.</summary>
    public static IReadOnlyList<ApiExtension> Of(QosPolicyService service, ChangeDispatcher dispatcher) =>
        [.. Of(service, new ServedQosRules(dispatcher)), .. OfTargets];

    private static IReadOnlyList<ApiExtension> Of(QosPolicyService service, ServedQosRules rules) =>
    [
        new("qos", "Quality of Service", "The Quality of Service extension.", "2015-06-08T10:00:00-00:00")
        {
            Attributes = [QosPolicyResource.OfNetwork, QosPolicyResource.OfPort],
            Resources = [Policies(service)],
            SubResources = [rules.BandwidthLimit, rules.DscpMarking, rules.MinimumBandwidth],
        },
        new("qos-default", "QoS default policy", "Expose the QoS default policy per project", "2017-041-06T10:00:00-00:00"),
        new(
            "qos-bw-limit-direction",
            "Direction for QoS bandwidth limit rule",
            "Allow to configure QoS bandwidth limit rule with specific direction: ingress or egress",
            "2017-04-10T10:00:00-00:00"),
        new(
            "qos-bw-minimum-ingress",
            "Ingress direction for QoS minimum bandwidth rule",
            "Allow to configure QoS minumum bandwidth rule with ingress direction.",
            "2018-07-09T10:00:00-00:00"),
        new(
            "qos-rules-alias",
            "Quality of Service rules alias API",
            "API to enable GET, PUT and DELETE operations on QoS policy rules without specifying policy ID",
            "2018-10-07T10:00:00-00:00")
        {
            SubResources =
            [
                rules.BandwidthLimit.As(QosRuleResources.BandwidthLimit.Alias),
                rules.DscpMarking.As(QosRuleResources.DscpMarking.Alias),
                rules.MinimumBandwidth.As(QosRuleResources.MinimumBandwidth.Alias),
            ],
        },
        new(
            "qos-rule-type-details",
            "Details of QoS rule types",
            "Expose details about QoS rule types supported by loaded backend drivers",
            "2017-06-22T10:00:00-00:00"),
        new(
            "qos-rule-type-filter",
            "Allow to filter the list of QoS rule types",
            "Allows to filter the QoS rule type list adding two new flags. \"all_rules\" prints all implemented QoS rule types."
                + "\"all_supported\" prints all supported QoS rule types by the loaded mechanism drivers",
            "2022-02-02T10:00:00-00:00"),
        new("qos-pps", "QoS Rule Type Packet per Second Extension", "Add QoS Rule Type Packet per Second", "2021-05-12T10:00:00-00:00")
        {
            SubResources = [rules.PacketRateLimit],
        },
        new(
            "qos-pps-minimum",
            "QoS minimum packet rate rule",
            "Allow to configure QoS minimum packet rate rule.",
            "2021-07-14T10:00:00-00:00")
        {
            SubResources = [rules.MinimumPacketRate],
        },
        new(
            "qos-pps-minimum-rule-alias",
            "QoS minimum packet rate rule alias",
            "API to enable GET, PUT and DELETE operations on QoS minimum packet rate rule without specifying policy ID",
            "2021-10-22T10:00:00-00:00")
        {
            SubResources = [rules.MinimumPacketRate.As(QosRuleResources.MinimumPacketRate.Alias)],
        },
    ];

    private static ServedResource<QosPolicy> Policies(QosPolicyService service) => new()
    {
        Definition = QosPolicyResource.Definition,
        Plugin = service,
        Visible = Visibility.QosPolicies,
        Read = QosQueries.Read,
    };
}
