using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>RBAC policies on security groups, subnet pools and address scopes, and those that the shared ones which exist have.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122141000_MoreSharing")]
internal sealed class MoreSharing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE "security_groups" ADD COLUMN "shared" INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE "rbac_policies"
                ADD COLUMN "security_group_id" TEXT NULL GENERATED ALWAYS AS (CASE WHEN object_type = 'security_group' THEN object_id END) VIRTUAL
                CONSTRAINT "fk_rbac_policies_security_group" REFERENCES "security_groups" ("id") ON DELETE CASCADE;
            ALTER TABLE "rbac_policies"
                ADD COLUMN "subnetpool_id" TEXT NULL GENERATED ALWAYS AS (CASE WHEN object_type = 'subnetpool' THEN object_id END) VIRTUAL
                CONSTRAINT "fk_rbac_policies_subnetpool" REFERENCES "subnetpools" ("id") ON DELETE CASCADE;
            ALTER TABLE "rbac_policies"
                ADD COLUMN "address_scope_id" TEXT NULL GENERATED ALWAYS AS (CASE WHEN object_type = 'address_scope' THEN object_id END) VIRTUAL
                CONSTRAINT "fk_rbac_policies_address_scope" REFERENCES "address_scopes" ("id") ON DELETE CASCADE;

            CREATE INDEX "ix_rbac_policies_address_scope_id" ON "rbac_policies" ("address_scope_id");
            CREATE INDEX "ix_rbac_policies_security_group_id" ON "rbac_policies" ("security_group_id");
            CREATE INDEX "ix_rbac_policies_subnetpool_id" ON "rbac_policies" ("subnetpool_id");

            INSERT INTO "rbac_policies" ("id", "object_type", "object_id", "action", "target_tenant", "tenant_id", "revision_number")
            SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2)
                || '-' || hex(randomblob(6))), open."type", open."id", 'access_as_shared', '*', open."tenant_id", 1
            FROM (
                SELECT 'subnetpool' AS "type", "id", "tenant_id" FROM "subnetpools" WHERE "shared"
                UNION ALL
                SELECT 'address_scope', "id", "tenant_id" FROM "address_scopes" WHERE "shared"
            ) open;
            """);
}
