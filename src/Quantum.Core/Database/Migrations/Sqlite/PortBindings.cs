using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>The hosts of ports, port security, allowed address pairs, and DHCP options.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122131000_PortBindings")]
internal sealed class PortBindings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE "networks" ADD COLUMN "port_security_enabled" INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE "ports" ADD COLUMN "host_id" TEXT NOT NULL DEFAULT '';
            ALTER TABLE "ports" ADD COLUMN "vnic_type" TEXT NOT NULL DEFAULT 'normal';
            ALTER TABLE "ports" ADD COLUMN "binding_profile" TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE "ports" ADD COLUMN "vif_type" TEXT NOT NULL DEFAULT 'unbound';
            ALTER TABLE "ports" ADD COLUMN "vif_details" TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE "ports" ADD COLUMN "port_security_enabled" INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE "ports" ADD COLUMN "allowed_address_pairs" TEXT NOT NULL DEFAULT '[]';
            ALTER TABLE "ports" ADD COLUMN "extra_dhcp_options" TEXT NOT NULL DEFAULT '[]';
            UPDATE "ports" SET "port_security_enabled" = 0 WHERE "device_owner" LIKE 'network:%';

            CREATE TABLE "port_bindings" (
                "port_id" TEXT NOT NULL,
                "host" TEXT NOT NULL,
                "vnic_type" TEXT NOT NULL,
                "profile" TEXT NOT NULL,
                "vif_type" TEXT NOT NULL,
                "vif_details" TEXT NOT NULL,
                CONSTRAINT "pk_port_bindings" PRIMARY KEY ("port_id", "host"),
                CONSTRAINT "fk_port_bindings_port" FOREIGN KEY ("port_id") REFERENCES "ports" ("id") ON DELETE CASCADE
            );

            CREATE INDEX "ix_port_bindings_host" ON "port_bindings" ("host");
            CREATE INDEX "ix_ports_host_id" ON "ports" ("host_id") WHERE host_id <> '';
            """);
}
