using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>Names of ports and floating IPs, and what else today's ports have.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122140000_PortDetails")]
internal sealed class PortDetails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE "ports" ADD COLUMN "dns_name" TEXT NOT NULL DEFAULT '';
            ALTER TABLE "ports" ADD COLUMN "propagate_uplink_status" INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE "floatingips" ADD COLUMN "dns_name" TEXT NOT NULL DEFAULT '';
            ALTER TABLE "floatingips" ADD COLUMN "dns_domain" TEXT NOT NULL DEFAULT '';
            """);
}
