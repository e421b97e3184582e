using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>Attributes of networks, subnets and routers that are younger than 2012, and agents.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122133000_TagsAndZones")]
internal sealed class TagsAndZones : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE "networks" ADD COLUMN "mtu" INTEGER NOT NULL DEFAULT 1500;
            ALTER TABLE "networks" ADD COLUMN "availability_zone_hints" TEXT NOT NULL DEFAULT ('[]');
            ALTER TABLE "networks" ADD COLUMN "dns_domain" TEXT NOT NULL DEFAULT '';
            ALTER TABLE "networks" ADD COLUMN "is_default" INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE "routers" ADD COLUMN "availability_zone_hints" TEXT NOT NULL DEFAULT ('[]');
            ALTER TABLE "subnets" ADD COLUMN "ipv6_ra_mode" TEXT NULL;
            ALTER TABLE "subnets" ADD COLUMN "ipv6_address_mode" TEXT NULL;
            ALTER TABLE "subnets" ADD COLUMN "service_types" TEXT NOT NULL DEFAULT ('[]');

            CREATE TABLE "agents" (
                "id" TEXT NOT NULL CONSTRAINT "pk_agents" PRIMARY KEY,
                "agent_type" TEXT NOT NULL,
                "binary" TEXT NOT NULL,
                "topic" TEXT NOT NULL,
                "host" TEXT NOT NULL,
                "availability_zone" TEXT NULL,
                "admin_state_up" INTEGER NOT NULL,
                "created_at" TEXT NOT NULL,
                "started_at" TEXT NOT NULL,
                "heartbeat_timestamp" TEXT NOT NULL,
                "description" TEXT NULL,
                "configurations" TEXT NOT NULL
            );

            CREATE UNIQUE INDEX "ux_agents_type_host" ON "agents" ("agent_type", "host");
            """);
}
