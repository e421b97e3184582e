using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>What agents on hosts report.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122130000_Agents")]
internal sealed class Agents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE "switch_ports" (
                "port_id" TEXT NOT NULL CONSTRAINT "pk_switch_ports" PRIMARY KEY,
                "network_id" TEXT NOT NULL,
                "datapath_id" TEXT NOT NULL,
                "port_no" INTEGER NOT NULL,
                "vlan_id" INTEGER NOT NULL,
                "mac_address" TEXT NOT NULL,
                "is_leaving" INTEGER NOT NULL
            );

            CREATE INDEX "ix_switch_ports_network_id" ON "switch_ports" ("network_id");
            CREATE UNIQUE INDEX "ux_switch_ports_place" ON "switch_ports" ("datapath_id", "port_no", "vlan_id");
            """);
}
