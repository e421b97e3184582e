using System.Linq.Expressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.AddressScopes;

/// <summary>The attribute table of address scopes.</summary>
public static class AddressScopeResource
{
    /// <summary>The rows shared by all resources; of an address scope, only identity, name and owner are told.</summary>
    public static readonly StandardAttributes<AddressScope> Standard = new();

    /// <summary><c>ip_version</c>: 4 or 6.</summary>
    public static readonly AttributeDefinition<AddressScope, int> IpVersion =
        Attribute("ip_version", AttributeTypes.Integer.OneOf(4, 6), scope => scope.IpVersion)
            .PostRequired().Filter().Sort()
            .Doc("4 or 6.", "4");

    /// <summary><c>shared</c>: usable by every tenant, or by that which asks; administrators only by default policy.</summary>
    public static readonly AttributeDefinition<AddressScope, bool> Shared =
        Attribute("shared", AttributeTypes.Boolean, scope => scope.Shared || scope.SharedWithCaller)
            .PostDefault(false).Put().Filter().Sort().WritePolicy()
            .Doc("True when every tenant, or that which asks, may put subnet pools into the scope; PUT cannot take it back.", "false");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<AddressScope> Definition = new(
        "address_scope",
        "address_scopes",
        [Standard.Id, Standard.Name, Standard.TenantId, IpVersion, Shared, Standard.ProjectId])
    {
        Path = "address-scopes",
        Description = "Spaces of addresses that mean one thing throughout.",
        NotFound = id => new AddressScopeNotFoundException(id),
        Failures = new()
        {
            Update = [new AddressScopeUpdateErrorException(ResourceFailures.SampleId)],
            Delete = [new AddressScopeInUseException(ResourceFailures.SampleId)],
        },
    };

    private static AttributeDefinition<AddressScope, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<AddressScope, TValue>> read) => new(name, type, read);
}
