using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;

namespace Quantum.Core.Policy;

/// <summary>A stored resource, with what a request changes of it, or the item of a create with its network, as rules see them.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
public sealed class ResourceTarget<TResource>(
    ResourceDefinition<TResource> definition, TResource? stored, AttributeValues? sent, Network? network) : IPolicyTarget
    where TResource : Resource
{
    private const string NetworkTenantId = "network_tenant_id";
    private const string NetworkShared = "network_shared";
    private const string NetworkExternal = "network_external";

    /// <summary>True when a rule asked about the network, which the target may not have.</summary>
    public bool IsAskedAboutNetwork { get; private set; }

    /// <inheritdoc />
    public bool TryGet(string attribute, out object? value)
    {
        value = attribute switch
        {
            NetworkTenantId => network?.TenantId ?? (stored as IOnNetwork)?.NetworkTenantId,
            NetworkShared => network is null ? null : network.Shared || network.SharedWithCaller,
            NetworkExternal => network?.External,
            _ => null,
        };
        IsAskedAboutNetwork |= attribute is NetworkTenantId or NetworkShared or NetworkExternal;
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
