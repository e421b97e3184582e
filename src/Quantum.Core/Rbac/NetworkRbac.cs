using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Networks;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Networks;
using Quantum.Resources.Rbac;

namespace Quantum.Core.Rbac;

/// <summary>
/// Policies on networks. A network's own row says what holds for every tenant, so that a network which no policy names a tenant
/// for costs nothing; it always says the same as the policies do.
/// </summary>
internal sealed class NetworkRbac() : RbacObjectType<Network>("network", NetworkResource.Definition, Visibility.Networks)
{
    public override IReadOnlyList<string> Actions => [RbacPolicy.AccessAsShared, RbacPolicy.AccessAsExternal];

    public override string Plural => "networks";

    /// <summary>The policies that a new network is born with.</summary>
    public static IEnumerable<RbacPolicy> Born(Network network)
    {
        if (network.Shared)
            yield return ForEverybody("network", network, RbacPolicy.AccessAsShared);
        if (network.External)
            yield return ForEverybody("network", network, RbacPolicy.AccessAsExternal);
    }

    /// <summary>Lets the policies say what a changed network says. Called when its row is written.</summary>
    public static async Task FollowAsync(
        ChangeScope scope, Network network, bool wasShared, bool wasExternal, CancellationToken cancellationToken)
    {
        var policies = scope.Db.RbacPolicies.Where(policy => policy.ObjectId == network.Id);
        if (wasShared && !network.Shared)
        {
            await policies.Where(policy => policy.Action == RbacPolicy.AccessAsShared && policy.TargetTenant == RbacPolicy.Everybody)
                .ExecuteDeleteAsync(cancellationToken);
        }

        if (wasExternal && !network.External)
            await policies.Where(policy => policy.Action == RbacPolicy.AccessAsExternal).ExecuteDeleteAsync(cancellationToken);
        scope.Db.AddRange(Born(network).Where(policy => !(policy.Action == RbacPolicy.AccessAsShared ? wasShared : wasExternal)));
    }

    protected override IQueryable<Network> Rows(QuantumDbContext db) => db.Networks.Include(network => network.Segment);

    protected override async Task<string?> UserAsync(
        QuantumDbContext db, Network opened, RbacLoss loss, CancellationToken cancellationToken)
    {
        if (loss.Action == RbacPolicy.AccessAsShared)
        {
            return await loss.Of(db.Ports).AnyAsync(port => port.NetworkId == opened.Id, cancellationToken)
                || await loss.Of(db.Subnets).AnyAsync(subnet => subnet.NetworkId == opened.Id, cancellationToken)
                ? $"Unable to reconfigure sharing settings for network {opened.Id}. Multiple tenants are using it."
                : null;
        }

        return await loss.Of(db.Routers).AnyAsync(router => router.GatewayPort!.NetworkId == opened.Id, cancellationToken)
            || await loss.Of(db.FloatingIps).AnyAsync(floatingIp => floatingIp.FloatingNetworkId == opened.Id, cancellationToken)
            ? "There are routers attached to this network that depend on this policy for access."
            : null;
    }

    protected override async Task OpenAsync(
        ChangeScope scope, Network opened, string action, IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        var toEverybody = targets.Contains(RbacPolicy.Everybody);
        if (action == RbacPolicy.AccessAsExternal)
        {
            (opened.External, opened.ExternalToSome) = (targets.Count > 0, targets.Count > 0 && !toEverybody);
        }
        else if (opened.Shared != toEverybody)
        {
            opened.Shared = toEverybody;
            await NetworkQueries.ShareSubnetsAsync(scope.Db, opened, cancellationToken);
        }

        await NetworkQueries.LoadShownAsync(scope.Db, opened, cancellationToken);
        scope.Record(ChangeKind.Update, opened);
    }
}
