using Quantum.Core.Requests;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.Plugins;

/// <summary>The ability to guard ports: security groups and their rules. Rules are created and deleted, never changed.</summary>
public interface ISecurityGroupPlugin : IResourcePlugin<SecurityGroup>, IResourcePlugin<SecurityGroupRule>
{
    /// <summary>Sees to it that a tenant has its default group.</summary>
    /// <param name="context">Who needs it.</param>
    /// <param name="tenantId">The tenant; not empty.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is created then.</param>
    Task EnsureDefaultAsync(RequestContext context, string tenantId, CancellationToken cancellationToken);
}
