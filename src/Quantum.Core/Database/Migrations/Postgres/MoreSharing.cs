using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>RBAC policies on security groups, subnet pools and address scopes, and those that the shared ones which exist have.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122141000_MoreSharing")]
internal sealed class MoreSharing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE security_groups ADD COLUMN shared boolean NOT NULL DEFAULT FALSE;
            ALTER TABLE rbac_policies
                ADD COLUMN security_group_id uuid GENERATED ALWAYS AS (CASE WHEN object_type = 'security_group' THEN object_id END) STORED
                CONSTRAINT fk_rbac_policies_security_group REFERENCES security_groups (id) ON DELETE CASCADE;
            ALTER TABLE rbac_policies
                ADD COLUMN subnetpool_id uuid GENERATED ALWAYS AS (CASE WHEN object_type = 'subnetpool' THEN object_id END) STORED
                CONSTRAINT fk_rbac_policies_subnetpool REFERENCES subnetpools (id) ON DELETE CASCADE;
            ALTER TABLE rbac_policies
                ADD COLUMN address_scope_id uuid GENERATED ALWAYS AS (CASE WHEN object_type = 'address_scope' THEN object_id END) STORED
                CONSTRAINT fk_rbac_policies_address_scope REFERENCES address_scopes (id) ON DELETE CASCADE;

            CREATE INDEX ix_rbac_policies_address_scope_id ON rbac_policies (address_scope_id);
            CREATE INDEX ix_rbac_policies_security_group_id ON rbac_policies (security_group_id);
            CREATE INDEX ix_rbac_policies_subnetpool_id ON rbac_policies (subnetpool_id);

            INSERT INTO rbac_policies (id, object_type, object_id, action, target_tenant, tenant_id, revision_number)
            SELECT gen_random_uuid(), 'subnetpool', id, 'access_as_shared', '*', tenant_id, 1 FROM subnetpools WHERE shared
            UNION ALL
            SELECT gen_random_uuid(), 'address_scope', id, 'access_as_shared', '*', tenant_id, 1 FROM address_scopes WHERE shared;
            """);
}
