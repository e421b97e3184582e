using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>
/// QoS rules of one type, of which no backend is told. Every operation has the policy's row to itself, so that rules are
/// compared with all others.
/// </summary>
/// <typeparam name="TRule">The rules.</typeparam>
/// <param name="dispatcher">Carries out changes.</param>
/// <param name="table">The rules' table.</param>
/// <param name="apply">Gives a rule the values that were sent.</param>
internal sealed class QosRuleService<TRule>(
    ChangeDispatcher dispatcher, QosRuleTable<TRule> table, Action<TRule, AttributeValues> apply)
    : IResourcePlugin<TRule>
    where TRule : QosRule, new()
{
    public Task<IReadOnlyList<TRule>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<TRule>>(
            context,
            async (scope, token) =>
            {
                var rules = new List<TRule>(requests.Count);
                foreach (var values in requests)
                {
                    var policy = await QosPolicyService.FindAsync(scope, new(values.Get(table.PolicyId), ExpectedRevision: null), token);
                    var rule = new TRule { Id = Guid.NewGuid(), PolicyId = policy.Id, TenantId = policy.TenantId };
                    apply(rule, values);
                    QosRules.Check(policy, rule);
                    policy.Touch(scope.Transaction.Now);
                    scope.Db.Add(rule);
                    rules.Add(rule);
                }

                await scope.Db.SaveChangesAsync(token);
                return rules;
            },
            cancellationToken);

    public Task<TRule> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var (policy, rule) = await FindAsync(scope, target, token);
                apply(rule, changes);
                QosRules.Check(policy, rule);
                if (scope.Db.ChangeTracker.HasChanges())
                {
                    rule.RevisionNumber++;
                    policy.Touch(scope.Transaction.Now);
                }

                await scope.Db.SaveChangesAsync(token);
                return rule;
            },
            cancellationToken);

    public Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var (policy, rule) = await FindAsync(scope, target, token);
                policy.Touch(scope.Transaction.Now);
                scope.Db.Remove(rule);
                await scope.Db.SaveChangesAsync(token);
                return rule;
            },
            cancellationToken);

    private async Task<(QosPolicy Policy, TRule Rule)> FindAsync(ChangeScope scope, ChangeTarget target, CancellationToken cancellationToken)
    {
        var policyId = await scope.Db.Set<TRule>().Where(rule => rule.Id == target.Id)
            .Select(rule => (Guid?)rule.PolicyId)
            .FirstOrDefaultAsync(cancellationToken) ?? throw table.Definition.NotFound(target.Id.ToString());
        var policy = await QosPolicyService.FindAsync(scope, new(policyId, ExpectedRevision: null), cancellationToken);
        var rule = policy.Rules.OfType<TRule>().FirstOrDefault(rule => rule.Id == target.Id)
            ?? throw table.Definition.NotFound(target.Id.ToString());
        target.Demand(rule);
        return (policy, rule);
    }
}
