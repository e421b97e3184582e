namespace Quantum.Core.Policy;

/// <summary>What a rule is asked about: an object, or the item of a request, by the API's attribute names.</summary>
/// <remarks>
/// An attribute that is absent fails every check that reads it. Besides the object's own attributes the caller offers
/// <c>network_tenant_id</c>, <c>network_shared</c> and <c>network_external</c> for whatever lies on a network.
/// </remarks>
public interface IPolicyTarget
{
    /// <summary>Reads one attribute; values are strings, booleans, numbers, <see cref="Guid"/>s or <c>null</c>.</summary>
    bool TryGet(string attribute, out object? value);
}
