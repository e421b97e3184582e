using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Quantum.Core.Database;
using Quantum.Resources.AddressScopes;

namespace Quantum.Core.AddressScopes;

internal sealed class AddressScopeConfiguration : IEntityTypeConfiguration<AddressScope>
{
    public void Configure(EntityTypeBuilder<AddressScope> builder)
    {
        builder.ConfigureResource("address_scopes");
        builder.Ignore(scope => scope.Description).Ignore(scope => scope.SharedWithCaller);
        builder.Property(scope => scope.IpVersion).HasColumnName("ip_version");
        builder.Property(scope => scope.Shared).HasColumnName("shared");
    }
}
