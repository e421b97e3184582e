using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;

namespace Quantum.Core.Policy;

/// <summary>A stored resource, with what a request changes of it, or the item of a create with its network, as rules see them.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
public sealed class ResourceTarget<TResource>(
    ResourceDefinition<TResource> definition, TResource? stored, AttributeValues? sent, Network? network) : IPolicyTarget
    where TResource : Resource
{
    /// <inheritdoc />
    public bool TryGet(string attribute, out object? value)
    {
        value = attribute switch
        {
            "network_tenant_id" => network?.TenantId ?? (stored as IOnNetwork)?.NetworkTenantId,
            "network_shared" => network is null ? null : network.Shared || network.SharedWithCaller,
            "network_external" => network?.External,
            _ => null,
        };
        if (value is not null)
            return true;

        var row = definition.FindRow(attribute);
        if (row is null)
            return false;
        if (sent is not null && sent.Entries.TryGetValue(row.Definition.SynonymOf ?? row.Definition, out value))
            return true;

        value = stored is null ? null : row.ValueOf(stored);
        return stored is not null;
    }
}
