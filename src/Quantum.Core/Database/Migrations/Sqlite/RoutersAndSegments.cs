using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>External networks, routers, floating IPs, what carries networks, and the quotas of tenants.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122120000_RoutersAndSegments")]
internal sealed class RoutersAndSegments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE "networks" ADD COLUMN "external" INTEGER NOT NULL DEFAULT 0;

            CREATE TABLE "quotas" (
                "tenant_id" TEXT NOT NULL,
                "resource" TEXT NOT NULL,
                "upper_limit" INTEGER NOT NULL,
                CONSTRAINT "pk_quotas" PRIMARY KEY ("tenant_id", "resource")
            );

            CREATE TABLE "tunnel_endpoints" (
                "ip_address" TEXT NOT NULL,
                "tunnel_type" TEXT NOT NULL,
                "id" INTEGER NOT NULL,
                CONSTRAINT "pk_tunnel_endpoints" PRIMARY KEY ("tunnel_type", "ip_address")
            );

            CREATE TABLE "network_segments" (
                "network_id" TEXT NOT NULL CONSTRAINT "pk_network_segments" PRIMARY KEY,
                "network_type" TEXT NOT NULL,
                "physical_network" TEXT NULL,
                "segmentation_id" INTEGER NULL,
                CONSTRAINT "fk_network_segments_network" FOREIGN KEY ("network_id") REFERENCES "networks" ("id") ON DELETE CASCADE
            );

            CREATE TABLE "routers" (
                "id" TEXT NOT NULL CONSTRAINT "pk_routers" PRIMARY KEY,
                "admin_state_up" INTEGER NOT NULL,
                "status" TEXT NOT NULL,
                "gateway_port_id" TEXT NULL,
                "enable_snat" INTEGER NOT NULL,
                "routes" TEXT NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "fk_routers_gateway_port" FOREIGN KEY ("gateway_port_id") REFERENCES "ports" ("id") ON DELETE RESTRICT
            );

            CREATE TABLE "floatingips" (
                "id" TEXT NOT NULL CONSTRAINT "pk_floatingips" PRIMARY KEY,
                "status" TEXT NOT NULL,
                "floating_network_id" TEXT NOT NULL,
                "floating_ip_address" TEXT NOT NULL,
                "floating_port_id" TEXT NOT NULL,
                "port_id" TEXT NULL,
                "fixed_ip_address" TEXT NULL,
                "router_id" TEXT NULL,
                "tenant_id" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "fk_floatingips_floating_port" FOREIGN KEY ("floating_port_id") REFERENCES "ports" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_floatingips_network" FOREIGN KEY ("floating_network_id") REFERENCES "networks" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_floatingips_port" FOREIGN KEY ("port_id") REFERENCES "ports" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_floatingips_router" FOREIGN KEY ("router_id") REFERENCES "routers" ("id") ON DELETE RESTRICT
            );

            CREATE TABLE "router_interfaces" (
                "router_id" TEXT NOT NULL,
                "subnet_id" TEXT NOT NULL,
                "port_id" TEXT NOT NULL,
                CONSTRAINT "pk_router_interfaces" PRIMARY KEY ("router_id", "subnet_id"),
                CONSTRAINT "fk_router_interfaces_port" FOREIGN KEY ("port_id") REFERENCES "ports" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_router_interfaces_router" FOREIGN KEY ("router_id") REFERENCES "routers" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_router_interfaces_subnet" FOREIGN KEY ("subnet_id") REFERENCES "subnets" ("id") ON DELETE RESTRICT
            );

            CREATE INDEX "ix_floatingips_floating_network_id" ON "floatingips" ("floating_network_id");
            CREATE INDEX "ix_floatingips_router_id" ON "floatingips" ("router_id");
            CREATE INDEX "ix_floatingips_tenant_id" ON "floatingips" ("tenant_id");
            CREATE UNIQUE INDEX "ux_floatingips_fixed_ip" ON "floatingips" ("port_id", "fixed_ip_address", "floating_network_id") WHERE port_id IS NOT NULL;
            CREATE UNIQUE INDEX "ux_floatingips_floating_port_id" ON "floatingips" ("floating_port_id");
            CREATE UNIQUE INDEX "ux_network_segments_flat" ON "network_segments" ("physical_network") WHERE network_type = 'flat';
            CREATE UNIQUE INDEX "ux_network_segments_tunnel" ON "network_segments" ("network_type", "segmentation_id") WHERE network_type IN ('gre', 'vxlan');
            CREATE UNIQUE INDEX "ux_network_segments_vlan" ON "network_segments" ("physical_network", "segmentation_id") WHERE network_type = 'vlan';
            CREATE INDEX "ix_networks_external" ON "networks" ("id") WHERE external;
            CREATE INDEX "ix_router_interfaces_port_id" ON "router_interfaces" ("port_id");
            CREATE INDEX "ix_router_interfaces_subnet_id" ON "router_interfaces" ("subnet_id");
            CREATE INDEX "ix_routers_tenant_id" ON "routers" ("tenant_id");
            CREATE UNIQUE INDEX "ux_routers_gateway_port_id" ON "routers" ("gateway_port_id");
            CREATE UNIQUE INDEX "ux_tunnel_endpoints_id" ON "tunnel_endpoints" ("tunnel_type", "id");
            """);
}
