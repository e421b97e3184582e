using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Rbac;

namespace Quantum.Core.Rbac;

/// <summary>The extensions by which owners open their objects to other tenants.</summary>
internal static class RbacExtensions
{
    /// <summary>What a plugin that keeps policies in the database serves.</summary>
    public static IReadOnlyList<ApiExtension> Of(DatabasePlugin plugin, RbacPolicyService service) =>
    [
        new(
            "rbac-policies",
            "RBAC Policies",
            "Allows creation and modification of policies that control tenant access to resources.",
            "2015-06-17T12:15:12-00:00")
        {
            Resources =
            [
                new ServedResource<RbacPolicy>
                {
                    Definition = RbacPolicyResource.Definition,
                    Plugin = new RbacPlugin(plugin, service),
                    Visible = Visibility.Own<RbacPolicy>,
                    Read = static (_, policies) => policies.AsAsyncEnumerable(),
                },
            ],
        },
        new(
            "rbac-security-groups",
            "Add security_group type to network RBAC",
            "Add security_group type to network RBAC",
            "2019-02-14T00:00:00-00:00") { Only = static profile => profile.SecurityGroups },
        new("rbac-subnetpool", "Add subnetpool type to RBAC", "Add subnetpool type to RBAC", "2020-02-05T00:00:00-00:00"),
        new("rbac-address-scope", "Add address_scope type to RBAC", "Add address_scope type to RBAC", "2020-02-12T00:00:00-00:00"),
    ];

    /// <summary>A policy is no plugin's business; that the object it opens changes, is.</summary>
    private sealed class RbacPlugin(DatabasePlugin plugin, RbacPolicyService service) : IResourcePlugin<RbacPolicy>
    {
        public Task<IReadOnlyList<RbacPolicy>> CreateAsync(
            RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
            service.CreateAsync(context, requests, plugin.Hooks, cancellationToken);

        public Task<RbacPolicy> UpdateAsync(
            RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
            service.UpdateAsync(context, target, changes, plugin.Hooks, cancellationToken);

        public Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
            service.DeleteAsync(context, target, plugin.Hooks, cancellationToken);
    }
}
