using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>Networks, subnets and ports with their addresses.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122000000_CoreResources")]
internal sealed class CoreResources : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE "networks" (
                "id" TEXT NOT NULL CONSTRAINT "pk_networks" PRIMARY KEY,
                "admin_state_up" INTEGER NOT NULL,
                "status" TEXT NOT NULL,
                "shared" INTEGER NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "ak_networks_id_tenant" UNIQUE ("id", "tenant_id")
            );

            CREATE TABLE "ports" (
                "id" TEXT NOT NULL CONSTRAINT "pk_ports" PRIMARY KEY,
                "network_id" TEXT NOT NULL,
                "network_tenant_id" TEXT NOT NULL,
                "mac_address" TEXT NOT NULL,
                "admin_state_up" INTEGER NOT NULL,
                "status" TEXT NOT NULL,
                "device_id" TEXT NOT NULL,
                "device_owner" TEXT NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "fk_ports_network" FOREIGN KEY ("network_id", "network_tenant_id") REFERENCES "networks" ("id", "tenant_id") ON DELETE RESTRICT
            );

            CREATE TABLE "subnets" (
                "id" TEXT NOT NULL CONSTRAINT "pk_subnets" PRIMARY KEY,
                "network_id" TEXT NOT NULL,
                "network_tenant_id" TEXT NOT NULL,
                "ip_version" INTEGER NOT NULL,
                "cidr" TEXT NOT NULL,
                "gateway_ip" TEXT NULL,
                "enable_dhcp" INTEGER NOT NULL,
                "shared" INTEGER NOT NULL,
                "dns_nameservers" TEXT NOT NULL,
                "host_routes" TEXT NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "fk_subnets_network" FOREIGN KEY ("network_id", "network_tenant_id") REFERENCES "networks" ("id", "tenant_id") ON DELETE RESTRICT
            );

            CREATE TABLE "allocation_pools" (
                "subnet_id" TEXT NOT NULL,
                "first_ip" TEXT NOT NULL,
                "last_ip" TEXT NOT NULL,
                CONSTRAINT "pk_allocation_pools" PRIMARY KEY ("subnet_id", "first_ip"),
                CONSTRAINT "ck_allocation_pools_order" CHECK (first_ip <= last_ip),
                CONSTRAINT "fk_allocation_pools_subnet" FOREIGN KEY ("subnet_id") REFERENCES "subnets" ("id") ON DELETE CASCADE
            );

            CREATE TABLE "ip_allocations" (
                "subnet_id" TEXT NOT NULL,
                "ip_address" TEXT NOT NULL,
                "port_id" TEXT NULL,
                "position" INTEGER NOT NULL,
                "expires_at" TEXT NULL,
                CONSTRAINT "pk_ip_allocations" PRIMARY KEY ("subnet_id", "ip_address"),
                CONSTRAINT "fk_ip_allocations_port" FOREIGN KEY ("port_id") REFERENCES "ports" ("id") ON DELETE CASCADE,
                CONSTRAINT "fk_ip_allocations_subnet" FOREIGN KEY ("subnet_id") REFERENCES "subnets" ("id") ON DELETE RESTRICT
            );

            CREATE INDEX "ix_ip_allocations_held" ON "ip_allocations" ("subnet_id", "expires_at") WHERE port_id IS NULL;
            CREATE INDEX "ix_ip_allocations_port_id" ON "ip_allocations" ("port_id");
            CREATE INDEX "ix_networks_tenant_id" ON "networks" ("tenant_id");
            CREATE INDEX "ix_ports_device_id" ON "ports" ("device_id");
            CREATE INDEX "ix_ports_network_tenant_id" ON "ports" ("network_tenant_id");
            CREATE INDEX "ix_ports_tenant_id" ON "ports" ("tenant_id");
            CREATE UNIQUE INDEX "ux_ports_network_mac" ON "ports" ("network_id", "mac_address");
            CREATE INDEX "ix_subnets_network_id" ON "subnets" ("network_id");
            CREATE INDEX "ix_subnets_tenant_id" ON "subnets" ("tenant_id");
            """);
}
