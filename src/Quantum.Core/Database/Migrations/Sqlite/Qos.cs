using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>QoS policies, their rules, and what follows them.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122135500_Qos")]
internal sealed class Qos : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE "qos_policies" (
                "id" TEXT NOT NULL CONSTRAINT "pk_qos_policies" PRIMARY KEY,
                "shared" INTEGER NOT NULL,
                "is_default" INTEGER NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL
            );

            CREATE TABLE "qos_rules" (
                "id" TEXT NOT NULL CONSTRAINT "pk_qos_rules" PRIMARY KEY,
                "policy_id" TEXT NOT NULL,
                "type" TEXT NOT NULL,
                "direction" TEXT NOT NULL,
                "max_kbps" INTEGER NULL,
                "max_burst_kbps" INTEGER NULL,
                "dscp_mark" INTEGER NULL,
                "min_kbps" INTEGER NULL,
                "tenant_id" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                CONSTRAINT "fk_qos_rules_policy" FOREIGN KEY ("policy_id") REFERENCES "qos_policies" ("id") ON DELETE CASCADE
            );

            ALTER TABLE "networks" ADD COLUMN "qos_policy_id" TEXT NULL
                CONSTRAINT "fk_networks_qos_policy" REFERENCES "qos_policies" ("id") ON DELETE RESTRICT;
            ALTER TABLE "ports" ADD COLUMN "qos_policy_id" TEXT NULL
                CONSTRAINT "fk_ports_qos_policy" REFERENCES "qos_policies" ("id") ON DELETE RESTRICT;
            ALTER TABLE "floatingips" ADD COLUMN "qos_policy_id" TEXT NULL
                CONSTRAINT "fk_floatingips_qos_policy" REFERENCES "qos_policies" ("id") ON DELETE RESTRICT;
            ALTER TABLE "rbac_policies"
                ADD COLUMN "qos_policy_id" TEXT NULL GENERATED ALWAYS AS (CASE WHEN object_type = 'qos_policy' THEN object_id END) VIRTUAL
                CONSTRAINT "fk_rbac_policies_qos_policy" REFERENCES "qos_policies" ("id") ON DELETE CASCADE;

            CREATE INDEX "ix_floatingips_qos_policy_id" ON "floatingips" ("qos_policy_id") WHERE qos_policy_id IS NOT NULL;
            CREATE INDEX "ix_networks_qos_policy_id" ON "networks" ("qos_policy_id") WHERE qos_policy_id IS NOT NULL;
            CREATE INDEX "ix_ports_qos_policy_id" ON "ports" ("qos_policy_id") WHERE qos_policy_id IS NOT NULL;
            CREATE INDEX "ix_qos_policies_tenant_id" ON "qos_policies" ("tenant_id");
            CREATE INDEX "ix_rbac_policies_qos_policy_id" ON "rbac_policies" ("qos_policy_id");
            CREATE UNIQUE INDEX "ux_qos_policies_default" ON "qos_policies" ("tenant_id") WHERE is_default;
            CREATE UNIQUE INDEX "ux_qos_rules_policy" ON "qos_rules" ("policy_id", "type", "direction");
            """);
}
