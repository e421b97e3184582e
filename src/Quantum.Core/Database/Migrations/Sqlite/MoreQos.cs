using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>QoS policies of the gateways of routers, and rules about rates of packets.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122142000_MoreQos")]
internal sealed class MoreQos : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE "routers" ADD COLUMN "qos_policy_id" TEXT NULL
                CONSTRAINT "fk_routers_qos_policy" REFERENCES "qos_policies" ("id") ON DELETE RESTRICT;
            CREATE INDEX "ix_routers_qos_policy_id" ON "routers" ("qos_policy_id") WHERE qos_policy_id IS NOT NULL;

            ALTER TABLE "qos_rules" ADD COLUMN "max_kpps" INTEGER NULL;
            ALTER TABLE "qos_rules" ADD COLUMN "max_burst_kpps" INTEGER NULL;
            ALTER TABLE "qos_rules" ADD COLUMN "min_kpps" INTEGER NULL;
            """);
}
