using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Core.Plugins;

/// <summary>
/// What a plugin does for one kind of resource. When a method is called, the request is validated and policy has agreed;
/// nothing is committed. When it returns, the change is durable. Every failure that a client should be told about is a
/// <see cref="QuantumException"/>; anything else is a defect of the plugin.
/// </summary>
/// <typeparam name="TResource">The resource.</typeparam>
public interface IResourcePlugin<TResource>
    where TResource : Resource
{
    /// <summary>Creates resources, all or none of them.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="requests">One bag of values per resource: every default filled in, generated attributes absent.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is created then.</param>
    /// <returns>The resources in the order of the requests.</returns>
    Task<IReadOnlyList<TResource>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken);

    /// <summary>Changes a resource.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="target">Which one, and at which revision.</param>
    /// <param name="changes">Only the attributes that were sent.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is changed then.</param>
    /// <returns>The whole resource after the change.</returns>
    Task<TResource> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken);

    /// <summary>Deletes a resource and what depends on it.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="target">Which one, and at which revision.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is deleted then.</param>
    Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken);
}

/// <summary>The resource that a change is about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExpectedRevision">The revision that the client insists on (<c>If-Match</c>), or <c>null</c>.</param>
public sealed record ChangeTarget(Guid Id, int? ExpectedRevision)
{
    /// <summary>Refuses the change when the resource has moved on. Call it on rows of the transaction that makes the change.</summary>
    /// <exception cref="RevisionNumberConstraintFailedException">The revision is another one.</exception>
    public void Demand(Resource resource)
    {
        if (ExpectedRevision is { } expected && expected != resource.RevisionNumber)
            throw new RevisionNumberConstraintFailedException(expected, resource.RevisionNumber);
    }
}
