using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>Trunks and the ports that they carry.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122134500_Trunks")]
internal sealed class Trunks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE "trunks" (
                "id" TEXT NOT NULL CONSTRAINT "pk_trunks" PRIMARY KEY,
                "admin_state_up" INTEGER NOT NULL,
                "status" TEXT NOT NULL,
                "port_id" TEXT NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "fk_trunks_port" FOREIGN KEY ("port_id") REFERENCES "ports" ("id") ON DELETE RESTRICT
            );

            CREATE TABLE "sub_ports" (
                "port_id" TEXT NOT NULL CONSTRAINT "pk_sub_ports" PRIMARY KEY,
                "trunk_id" TEXT NOT NULL,
                "segmentation_type" TEXT NOT NULL,
                "segmentation_id" INTEGER NOT NULL,
                CONSTRAINT "fk_sub_ports_port" FOREIGN KEY ("port_id") REFERENCES "ports" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_sub_ports_trunk" FOREIGN KEY ("trunk_id") REFERENCES "trunks" ("id") ON DELETE CASCADE
            );

            CREATE UNIQUE INDEX "ux_sub_ports_segmentation" ON "sub_ports" ("trunk_id", "segmentation_type", "segmentation_id");
            CREATE INDEX "ix_trunks_tenant_id" ON "trunks" ("tenant_id");
            CREATE UNIQUE INDEX "ux_trunks_port_id" ON "trunks" ("port_id");
            """);
}
