using Quantum.Core.Database;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;

namespace Quantum.Core.Policy;

/// <summary>Asks the policy about whole requests: the action's rule, and the rules of the attributes it sends.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
public sealed class ResourcePolicy<TResource>(
    ServedResource<TResource> resource, ServedResource<Network> networks, PolicyEngine engine)
    where TResource : Resource
{
    private readonly ResourceDefinition<TResource> _definition = resource.Definition;

    /// <summary>May the caller create these?</summary>
    /// <exception cref="NetworkNotFoundException">The caller does not see a parent network.</exception>
    /// <exception cref="NetworkOwnershipException">A parent network belongs to another tenant.</exception>
    /// <exception cref="PolicyNotAuthorizedException">A rule refuses.</exception>
    public async Task DemandCreateAsync(
        QuantumDbContext db, RequestContext context, IReadOnlyList<AttributeValues> items, CancellationToken cancellationToken)
    {
        if (resource.Creating is { } creating)
            await creating(db, context, items, cancellationToken);
        if (resource.Network is not null && items.All(item => AllowsWithoutNetwork(context, item)))
            return;

        var parents = await ParentsAsync(db, context, items, cancellationToken);
        if (context.Profile.StrictNetworkOwnership)
        {
            foreach (var item in items)
                DemandOwnership(item, Parent(item, parents));
        }

        foreach (var item in items)
            engine.Demand(context, CreateRules(item), new ResourceTarget<TResource>(_definition, null, item, Parent(item, parents)));
    }

    /// <summary>May the caller make these changes of a resource that it sees?</summary>
    /// <exception cref="QuantumException">A rule refuses; in 2012's profile, the resource could not be found.</exception>
    public void DemandUpdate(RequestContext context, TResource stored, AttributeValues changes)
    {
        // What PUT cannot change is asked about as it stands.
        var standing = _definition.Table
            .Where(row => !row.Definition.AllowsPut(context.Profile))
            .SelectMany(row => row.Definition.PolicyNames(row.ValueOf(stored)));
        var sent = changes.Entries.SelectMany(entry => entry.Key.PolicyNames(entry.Value));
        DemandChange(context, stored, Rules("update", sent.Concat(standing)), new ResourceTarget<TResource>(_definition, stored, changes, null));
    }

    /// <summary>May the caller delete a resource that it sees?</summary>
    /// <exception cref="QuantumException">A rule refuses; in 2012's profile, the resource could not be found.</exception>
    public void DemandDelete(RequestContext context, TResource stored)
    {
        var names = _definition.Table.SelectMany(row => row.Definition.PolicyNames(row.ValueOf(stored)));
        DemandChange(context, stored, Rules("delete", names), Target(stored));
    }

    /// <summary>May the caller do this with a resource that it sees?</summary>
    /// <exception cref="QuantumException">The rule refuses; in 2012's profile, the resource could not be found.</exception>
    public void DemandAction(RequestContext context, TResource stored, ResourceAction action)
    {
        try
        {
            engine.Demand(context, [action.Name], Target(stored));
        }
        catch (PolicyNotAuthorizedException) when (context.Profile.HideForbiddenChanges || !AllowsGet(context, stored))
        {
            throw Missing(stored);
        }
    }

    /// <summary>Does the rule let the caller do this with what is below a resource that it sees?</summary>
    /// <exception cref="PolicyNotAuthorizedException">The rule refuses.</exception>
    public void DemandBelow(RequestContext context, TResource stored, string rule) => engine.Demand(context, [rule], Target(stored));

    /// <summary>Does the policy let the caller read a resource that it sees?</summary>
    public bool AllowsGet(RequestContext context, TResource stored) =>
        engine.Allows(context, $"get_{_definition.PolicyName}", Target(stored));

    /// <summary>May the caller read a resource that it sees?</summary>
    /// <exception cref="QuantumException">There is none for the caller: today as if it did not exist.</exception>
    public void DemandGet(RequestContext context, TResource stored)
    {
        if (!AllowsGet(context, stored))
            throw context.Profile.HideForbiddenChanges ? new ResourceHiddenException() : Missing(stored);
    }

    /// <summary>Does a rule of an attribute let the caller read it?</summary>
    public bool AllowsAttribute(RequestContext context, TResource stored, string rule) => engine.Allows(context, rule, Target(stored));

    private ResourceTarget<TResource> Target(TResource stored) => new(_definition, stored, null, null);

    /// <summary>What a caller is told of a resource that does not exist.</summary>
    private QuantumException Missing(TResource stored) => resource.Parent is { } parent
        ? parent.NotFound(stored.Id.ToString(), parent.Key.ValueOf(stored)!.ToString()!)
        : _definition.NotFound(stored.Id.ToString());

    private void DemandChange(RequestContext context, TResource stored, List<string> rules, ResourceTarget<TResource> target)
    {
        try
        {
            engine.Demand(context, rules, target);
        }
        catch (PolicyNotAuthorizedException refusal) when (context.Profile.HideForbiddenChanges && !refusal.IsOfPlugin)
        {
            throw new ResourceHiddenException();
        }
        catch (PolicyNotAuthorizedException) when (!context.Profile.HideForbiddenChanges && !AllowsGet(context, stored))
        {
            throw Missing(stored);
        }
    }

    private List<string> CreateRules(AttributeValues item) =>
        Rules("create", item.Entries.SelectMany(entry => entry.Key.PolicyNames(entry.Value)));

    /// <summary>
    /// True when the rules hold whatever the network is, for callers who see every network: then nobody reads it here.
    /// </summary>
    private bool AllowsWithoutNetwork(RequestContext context, AttributeValues item)
    {
        if (context.Profile.StrictNetworkOwnership || !context.ReadsAllTenants)
            return false;

        var target = new ResourceTarget<TResource>(_definition, null, item, null);
        return engine.AllowsAll(context, CreateRules(item), target) && !target.IsAskedAboutNetwork;
    }

    private List<string> Rules(string action, IEnumerable<string> attributes)
    {
        var rule = $"{action}_{_definition.PolicyName}";
        return [rule, .. attributes.Select(name => $"{rule}:{name}")];
    }

    private Network? Parent(AttributeValues item, IReadOnlyDictionary<Guid, Network> parents)
    {
        if (resource.Network is null)
            return null;

        var id = item.Get(resource.Network);
        return parents.TryGetValue(id, out var network) ? network : throw new NetworkNotFoundException(id.ToString());
    }

    private async Task<IReadOnlyDictionary<Guid, Network>> ParentsAsync(
        QuantumDbContext db, RequestContext context, IReadOnlyList<AttributeValues> items, CancellationToken cancellationToken)
    {
        if (resource.Network is not { } key)
            return new Dictionary<Guid, Network>();

        var ids = items.Select(item => item.Get(key)).ToHashSet();
        var reader = new ResourceReader<Network>(networks, db, context);
        return await reader.FindBare(ids).ToDictionaryAsync(network => network.Id, cancellationToken: cancellationToken);
    }

    private void DemandOwnership(AttributeValues item, Network? network)
    {
        if (network is null || network.Shared || network.SharedWithCaller)
            return;

        var tenant = (string)item.Entries[_definition.Attributes.First(attribute => attribute.Name == "tenant_id")]!;
        if (tenant != network.TenantId)
            throw new NetworkOwnershipException(tenant, _definition.Name);
    }
}
