using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>Attributes of networks, subnets and routers that are younger than 2012.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122133000_TagsAndZones")]
internal sealed class TagsAndZones : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE networks ADD COLUMN mtu integer NOT NULL DEFAULT 1500;
            ALTER TABLE networks ADD COLUMN availability_zone_hints text NOT NULL DEFAULT ('[]');
            ALTER TABLE networks ADD COLUMN dns_domain character varying(255) COLLATE "C" NOT NULL DEFAULT '';
            ALTER TABLE networks ADD COLUMN is_default boolean NOT NULL DEFAULT FALSE;
            ALTER TABLE routers ADD COLUMN availability_zone_hints text NOT NULL DEFAULT ('[]');
            ALTER TABLE subnets ADD COLUMN ipv6_ra_mode character varying(16) COLLATE "C" NULL;
            ALTER TABLE subnets ADD COLUMN ipv6_address_mode character varying(16) COLLATE "C" NULL;
            ALTER TABLE subnets ADD COLUMN service_types text NOT NULL DEFAULT ('[]');
            """);
}
