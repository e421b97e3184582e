using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>Attributes of networks, subnets and routers that are younger than 2012, and agents.</summary>
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

            CREATE TABLE agents (
                id uuid NOT NULL,
                agent_type character varying(255) COLLATE "C" NOT NULL,
                "binary" character varying(255) COLLATE "C" NOT NULL,
                topic character varying(255) COLLATE "C" NOT NULL,
                host character varying(255) COLLATE "C" NOT NULL,
                availability_zone character varying(255) COLLATE "C",
                admin_state_up boolean NOT NULL,
                created_at timestamp with time zone NOT NULL,
                started_at timestamp with time zone NOT NULL,
                heartbeat_timestamp timestamp with time zone NOT NULL,
                description character varying(255) COLLATE "C",
                configurations text COLLATE "C" NOT NULL,
                CONSTRAINT pk_agents PRIMARY KEY (id)
            );

            CREATE UNIQUE INDEX ux_agents_type_host ON agents (agent_type, host);
            """);
}
