using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>The extensions of quality of service.</summary>
internal static class QosExtensions
{
    /// <summary>What a plugin that keeps policies in the database serves.</summary>
    public static IReadOnlyList<ApiExtension> Of(DatabasePlugin plugin, QosPolicyService service, ChangeDispatcher dispatcher) =>
    [
        new("qos", "Quality of Service", "The Quality of Service extension.", "2015-06-08T10:00:00-00:00")
        {
            Attributes = [QosPolicyResource.OfNetwork, QosPolicyResource.OfPort],
            Resources = [Policies(plugin, service)],
            SubResources =
            [
                .. Rules(plugin, dispatcher, QosRuleResources.BandwidthLimit, static (rule, values) =>
                {
                    rule.MaxKbps = values.GetOr(QosRuleResources.MaxKbps, rule.MaxKbps);
                    rule.MaxBurstKbps = values.GetOr(QosRuleResources.MaxBurstKbps, rule.MaxBurstKbps);
                    rule.Direction = values.GetOr(QosRuleResources.LimitDirection, rule.Direction);
                }),
                .. Rules(plugin, dispatcher, QosRuleResources.DscpMarking, static (rule, values) =>
                    rule.DscpMark = values.GetOr(QosRuleResources.DscpMark, rule.DscpMark)),
                .. Rules(plugin, dispatcher, QosRuleResources.MinimumBandwidth, static (rule, values) =>
                {
                    rule.MinKbps = values.GetOr(QosRuleResources.MinKbps, rule.MinKbps);
                    rule.Direction = values.GetOr(QosRuleResources.MinimumDirection, rule.Direction);
                }),
            ],
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
            "2018-10-07T10:00:00-00:00"),
        new(
            "qos-rule-type-details",
            "Details of QoS rule types",
            "Expose details about QoS rule types supported by loaded backend drivers",
            "2017-06-22T10:00:00-00:00"),
        new("qos-port-network-policy", "QoS port network policy ID", "Adds a the QoS network ID to the port definition", "2019-11-01T10:00:00-00:00")
        {
            Attributes = [QosPolicyResource.OfPortsNetwork],
        },
        new("qos-fip", "Floating IP QoS", "The floating IP Quality of Service extension", "2017-07-20T00:00:00-00:00")
        {
            Attributes = [QosPolicyResource.OfFloatingIp],
        },
    ];

    private static ServedResource<QosPolicy> Policies(DatabasePlugin plugin, QosPolicyService service) => new()
    {
        Definition = QosPolicyResource.Definition,
        Plugin = new QosPlugin(plugin, service),
        Visible = QosQueries.Visible,
        Read = QosQueries.Read,
    };

    private static IEnumerable<ServedResource> Rules<TRule>(
        DatabasePlugin plugin, ChangeDispatcher dispatcher, QosRuleTable<TRule> table, Action<TRule, AttributeValues> apply)
        where TRule : QosRule, new()
    {
        var below = new ServedResource<TRule>
        {
            Definition = table.Definition,
            Plugin = new QosRuleService<TRule>(plugin, dispatcher, table, apply),
            Visible = QosQueries.VisibleRules<TRule>,
            Read = static (_, rules) => rules.AsAsyncEnumerable(),
            Parent = new(table.PolicyId, QosQueries.FindIdAsync, static (id, policy) => new QosRuleNotFoundException(id, policy)),
        };
        return [below, below.As(table.Alias)];
    }

    /// <summary>No backend is told of policies.</summary>
    private sealed class QosPlugin(DatabasePlugin plugin, QosPolicyService service) : IResourcePlugin<QosPolicy>
    {
        public Task<IReadOnlyList<QosPolicy>> CreateAsync(
            RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
            service.CreateAsync(context, requests, plugin.Hooks, cancellationToken);

        public Task<QosPolicy> UpdateAsync(
            RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
            service.UpdateAsync(context, target, changes, plugin.Hooks, cancellationToken);

        public Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
            service.DeleteAsync(context, target, plugin.Hooks, cancellationToken);
    }
}
