using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>Names of ports and floating IPs, and what else today's ports have.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122140000_PortDetails")]
internal sealed class PortDetails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE ports ADD COLUMN dns_name character varying(255) COLLATE "C" NOT NULL DEFAULT '';
            ALTER TABLE ports ADD COLUMN propagate_uplink_status boolean NOT NULL DEFAULT TRUE;
            ALTER TABLE floatingips ADD COLUMN dns_name character varying(255) COLLATE "C" NOT NULL DEFAULT '';
            ALTER TABLE floatingips ADD COLUMN dns_domain character varying(255) COLLATE "C" NOT NULL DEFAULT '';
            """);
}
