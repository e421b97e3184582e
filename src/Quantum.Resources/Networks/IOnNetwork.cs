namespace Quantum.Resources.Networks;

/// <summary>A resource that lives on a network.</summary>
public interface IOnNetwork
{
    /// <summary>The network; never changes.</summary>
    Guid NetworkId { get; }

    /// <summary>The network's owner, who never changes either: it decides who else may see and use the resource.</summary>
    string NetworkTenantId { get; }
}
