using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Sqlite;

/// <summary>Subnet pools, address scopes, and what subnets and networks have of them.</summary>
[DbContext(typeof(SqliteQuantumDbContext))]
[Migration("20261122134000_SubnetPools")]
internal sealed class SubnetPools : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE "address_scopes" (
                "id" TEXT NOT NULL CONSTRAINT "pk_address_scopes" PRIMARY KEY,
                "ip_version" INTEGER NOT NULL,
                "shared" INTEGER NOT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL
            );

            CREATE TABLE "subnetpools" (
                "id" TEXT NOT NULL CONSTRAINT "pk_subnetpools" PRIMARY KEY,
                "ip_version" INTEGER NOT NULL,
                "prefixes" TEXT NOT NULL,
                "default_prefixlen" INTEGER NOT NULL,
                "min_prefixlen" INTEGER NOT NULL,
                "max_prefixlen" INTEGER NOT NULL,
                "default_quota" INTEGER NULL,
                "is_default" INTEGER NOT NULL,
                "shared" INTEGER NOT NULL,
                "address_scope_id" TEXT NULL,
                "tenant_id" TEXT NOT NULL,
                "name" TEXT NOT NULL,
                "description" TEXT NOT NULL,
                "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL,
                "revision_number" INTEGER NOT NULL,
                "extensions" TEXT NOT NULL,
                CONSTRAINT "fk_subnetpools_address_scope" FOREIGN KEY ("address_scope_id") REFERENCES "address_scopes" ("id") ON DELETE RESTRICT
            );

            ALTER TABLE "networks" ADD COLUMN "ipv4_address_scope_id" TEXT NULL;
            ALTER TABLE "networks" ADD COLUMN "ipv6_address_scope_id" TEXT NULL;
            ALTER TABLE "subnets" ADD COLUMN "subnetpool_id" TEXT NULL
                CONSTRAINT "fk_subnets_subnetpool" REFERENCES "subnetpools" ("id") ON DELETE RESTRICT;

            CREATE INDEX "ix_address_scopes_tenant_id" ON "address_scopes" ("tenant_id");
            CREATE INDEX "ix_subnetpools_address_scope_id" ON "subnetpools" ("address_scope_id");
            CREATE INDEX "ix_subnetpools_tenant_id" ON "subnetpools" ("tenant_id");
            CREATE UNIQUE INDEX "ux_subnetpools_default" ON "subnetpools" ("ip_version") WHERE is_default;
            CREATE INDEX "ix_subnets_subnetpool_id" ON "subnets" ("subnetpool_id");
            """);
}
