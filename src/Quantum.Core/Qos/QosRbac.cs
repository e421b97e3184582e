using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>RBAC policies on QoS policies.</summary>
internal sealed class QosRbac() : RbacObjectType<QosPolicy>("qos_policy", QosPolicyResource.Definition, Visibility.QosPolicies)
{
    protected override async Task<string?> UserAsync(QuantumDbContext db, QosPolicy opened, RbacLoss loss, CancellationToken cancellationToken) =>
        await loss.Of(db.Ports).AnyAsync(port => port.QosPolicyId == opened.Id, cancellationToken)
        || await loss.Of(db.Networks).AnyAsync(network => network.QosPolicyId == opened.Id, cancellationToken)
        || await loss.Of(db.FloatingIps).AnyAsync(floatingIp => floatingIp.QosPolicyId == opened.Id, cancellationToken)
        || await loss.Of(db.Routers).AnyAsync(router => router.QosPolicyId == opened.Id, cancellationToken)
            ? loss.Details
            : null;
}
