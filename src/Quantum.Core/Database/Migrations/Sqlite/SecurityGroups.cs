using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>Security groups, their rules, and the ports that they guard.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122132000_SecurityGroups")]
internal sealed class SecurityGroups : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE "security_groups" (
                "id" TEXT NOT NULL CONSTRAINT "pk_security_groups" PRIMARY KEY,
                "stateful" INTEGER NOT NULL,
                "is_default" INTEGER NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL
            );

            CREATE TABLE "security_group_rules" (
                "id" TEXT NOT NULL CONSTRAINT "pk_security_group_rules" PRIMARY KEY,
                "security_group_id" TEXT NOT NULL,
                "security_group_tenant_id" TEXT NOT NULL,
                "direction" TEXT NOT NULL,
                "ethertype" TEXT NOT NULL,
                "protocol" TEXT NULL,
                "port_range_min" INTEGER NULL,
                "port_range_max" INTEGER NULL,
                "remote_ip_prefix" TEXT NULL,
                "normalized_cidr" TEXT NULL,
                "remote_group_id" TEXT NULL,
                "description" TEXT NULL,
                "meaning" TEXT NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "fk_security_group_rules_group" FOREIGN KEY ("security_group_id") REFERENCES "security_groups" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_security_group_rules_remote_group" FOREIGN KEY ("remote_group_id") REFERENCES "security_groups" ("id") ON DELETE RESTRICT
            );

            CREATE TABLE "port_security_groups" (
                "port_id" TEXT NOT NULL,
                "security_group_id" TEXT NOT NULL,
                CONSTRAINT "pk_port_security_groups" PRIMARY KEY ("port_id", "security_group_id"),
                CONSTRAINT "fk_port_security_groups_group" FOREIGN KEY ("security_group_id") REFERENCES "security_groups" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_port_security_groups_port" FOREIGN KEY ("port_id") REFERENCES "ports" ("id") ON DELETE CASCADE
            );

            CREATE INDEX "ix_port_security_groups_group_id" ON "port_security_groups" ("security_group_id");
            CREATE INDEX "ix_security_group_rules_group_tenant_id" ON "security_group_rules" ("security_group_tenant_id");
            CREATE INDEX "ix_security_group_rules_remote_group_id" ON "security_group_rules" ("remote_group_id");
            CREATE INDEX "ix_security_group_rules_tenant_id" ON "security_group_rules" ("tenant_id");
            CREATE UNIQUE INDEX "ux_security_group_rules_meaning" ON "security_group_rules" ("security_group_id", "meaning");
            CREATE INDEX "ix_security_groups_tenant_id" ON "security_groups" ("tenant_id");
            CREATE UNIQUE INDEX "ux_security_groups_default" ON "security_groups" ("tenant_id") WHERE is_default;
            """);
}
