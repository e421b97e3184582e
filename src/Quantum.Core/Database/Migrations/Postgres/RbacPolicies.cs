using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>RBAC policies, and those that the shared and external networks that exist have.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122135000_RbacPolicies")]
internal sealed class RbacPolicies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE networks ADD COLUMN external_to_some boolean NOT NULL DEFAULT FALSE;

            CREATE TABLE rbac_policies (
                id uuid NOT NULL,
                object_type character varying(32) COLLATE "C" NOT NULL,
                object_id uuid NOT NULL,
                action character varying(32) COLLATE "C" NOT NULL,
                target_tenant character varying(255) COLLATE "C" NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                revision_number integer NOT NULL,
                network_id uuid GENERATED ALWAYS AS (CASE WHEN object_type = 'network' THEN object_id END) STORED,
                CONSTRAINT pk_rbac_policies PRIMARY KEY (id),
                CONSTRAINT fk_rbac_policies_network FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
            );

            CREATE INDEX ix_rbac_policies_network_id ON rbac_policies (network_id);
            CREATE INDEX ix_rbac_policies_object_id ON rbac_policies (object_id);
            CREATE INDEX ix_rbac_policies_tenant_id ON rbac_policies (tenant_id);
            CREATE UNIQUE INDEX ux_rbac_policies_target ON rbac_policies (target_tenant, action, object_id);

            INSERT INTO rbac_policies (id, object_type, object_id, action, target_tenant, tenant_id, revision_number)
            SELECT gen_random_uuid(), 'network', id, 'access_as_shared', '*', tenant_id, 1 FROM networks WHERE shared
            UNION ALL
            SELECT gen_random_uuid(), 'network', id, 'access_as_external', '*', tenant_id, 1 FROM networks WHERE external;
            """);
}
