using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.AddressScopes;

namespace Quantum.Core.AddressScopes;

/// <summary>The extension of plugins whose subnet pools can be put into address scopes.</summary>
internal static class AddressScopeExtension
{
    public static ApiExtension Of(AddressScopeService scopes) =>
        new("address-scope", "Address scope", "Address scopes extension.", "2015-07-26T10:00:00-00:00")
        {
            Attributes = [AddressScopeAttributes.AddressScopeId, AddressScopeAttributes.OfIpv4, AddressScopeAttributes.OfIpv6],
            Resources =
            [
                new ServedResource<AddressScope>
                {
                    Definition = AddressScopeResource.Definition,
                    Plugin = scopes,
                    Visible = Visibility.AddressScopes,
                    Read = CallerSharing.Read,
                },
            ],
        };
}
