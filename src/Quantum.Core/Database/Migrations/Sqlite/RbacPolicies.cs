using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>RBAC policies, and those that the shared and external networks that exist have.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122135000_RbacPolicies")]
internal sealed class RbacPolicies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE "networks" ADD COLUMN "external_to_some" INTEGER NOT NULL DEFAULT 0;

            CREATE TABLE "rbac_policies" (
                "id" TEXT NOT NULL CONSTRAINT "pk_rbac_policies" PRIMARY KEY,
                "object_type" TEXT NOT NULL,
                "object_id" TEXT NOT NULL,
                "action" TEXT NOT NULL,
                "target_tenant" TEXT NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "network_id" TEXT NULL GENERATED ALWAYS AS (CASE WHEN object_type = 'network' THEN object_id END) STORED,
                CONSTRAINT "fk_rbac_policies_network" FOREIGN KEY ("network_id") REFERENCES "networks" ("id") ON DELETE CASCADE
            );

            CREATE INDEX "ix_rbac_policies_network_id" ON "rbac_policies" ("network_id");
            CREATE INDEX "ix_rbac_policies_object_id" ON "rbac_policies" ("object_id");
            CREATE INDEX "ix_rbac_policies_tenant_id" ON "rbac_policies" ("tenant_id");
            CREATE UNIQUE INDEX "ux_rbac_policies_target" ON "rbac_policies" ("target_tenant", "action", "object_id");

            INSERT INTO "rbac_policies" ("id", "object_type", "object_id", "action", "target_tenant", "tenant_id", "revision_number")
            SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2)
                || '-' || hex(randomblob(6))), 'network', open."id", open."action", '*', open."tenant_id", 1
            FROM (
                SELECT "id", "tenant_id", 'access_as_shared' AS "action" FROM "networks" WHERE "shared"
                UNION ALL
                SELECT "id", "tenant_id", 'access_as_external' FROM "networks" WHERE "external"
            ) open;
            """);
}
