using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Tags;

namespace Quantum.Server.Api.Tags;

/// <summary>Reads and changes the tags of one resource: whoever may change the resource may tag it.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
internal sealed class TagOperations<TResource>(
    ServedResource<TResource> resource, ServedResource<Network> networks, PolicyEngine engine, QuantumStore store) : ITagOperations
    where TResource : Resource
{
    private readonly ResourcePolicy<TResource> _policy = new(resource, networks, engine);

    public async Task<IReadOnlyList<string>> ReadAsync(RequestContext context, string id, CancellationToken cancellationToken) =>
        (await FindAsync(context, id, cancellationToken)).Tags;

    public async Task<IReadOnlyList<string>> ChangeAsync(
        RequestContext context, string id, int? revision, TagChange change, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(context, id, cancellationToken);
        var changes = new AttributeValues();
        changes.Set(TagChange.Key, change);
        _policy.DemandUpdate(context, stored, changes);

        return (await resource.Plugin.UpdateAsync(context, new ChangeTarget(stored.Id, revision), changes, cancellationToken)).Tags;
    }

    private async Task<TResource> FindAsync(RequestContext context, string id, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        var stored = await new ResourceReader<TResource>(resource, db, context).FindAsync(id, cancellationToken);
        return stored is not null && _policy.AllowsGet(context, stored)
            ? stored
            : throw new TagResourceNotFoundException(resource.Definition.Collection, ValueText.Cut(id));
    }
}

/// <summary>The operations on the tags of one resource, whatever its type.</summary>
internal interface ITagOperations
{
    Task<IReadOnlyList<string>> ReadAsync(RequestContext context, string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> ChangeAsync(
        RequestContext context, string id, int? revision, TagChange change, CancellationToken cancellationToken);
}
