using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>Subnet pools, address scopes, and what subnets and networks have of them.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122134000_SubnetPools")]
internal sealed class SubnetPools : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE address_scopes (
                id uuid NOT NULL,
                ip_version integer NOT NULL,
                shared boolean NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_address_scopes PRIMARY KEY (id)
            );

            CREATE TABLE subnetpools (
                id uuid NOT NULL,
                ip_version integer NOT NULL,
                prefixes text NOT NULL,
                default_prefixlen integer NOT NULL,
                min_prefixlen integer NOT NULL,
                max_prefixlen integer NOT NULL,
                default_quota integer,
                is_default boolean NOT NULL,
                shared boolean NOT NULL,
                address_scope_id uuid,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_subnetpools PRIMARY KEY (id),
                CONSTRAINT fk_subnetpools_address_scope FOREIGN KEY (address_scope_id) REFERENCES address_scopes (id) ON DELETE RESTRICT
            );

            ALTER TABLE networks ADD COLUMN ipv4_address_scope_id uuid;
            ALTER TABLE networks ADD COLUMN ipv6_address_scope_id uuid;
            ALTER TABLE subnets ADD COLUMN subnetpool_id uuid
                CONSTRAINT fk_subnets_subnetpool REFERENCES subnetpools (id) ON DELETE RESTRICT;

            CREATE INDEX ix_address_scopes_tenant_id ON address_scopes (tenant_id);
            CREATE INDEX ix_subnetpools_address_scope_id ON subnetpools (address_scope_id);
            CREATE INDEX ix_subnetpools_tenant_id ON subnetpools (tenant_id);
            CREATE UNIQUE INDEX ux_subnetpools_default ON subnetpools (ip_version) WHERE is_default;
            CREATE INDEX ix_subnets_subnetpool_id ON subnets (subnetpool_id);
            """);
}
