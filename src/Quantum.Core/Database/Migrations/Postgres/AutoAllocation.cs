using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>The default external network, and what was made for tenants that knew no network.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122134700_AutoAllocation")]
internal sealed class AutoAllocation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE auto_allocated_topologies (
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                network_id uuid NOT NULL,
                router_id uuid,
                CONSTRAINT pk_auto_allocated_topologies PRIMARY KEY (tenant_id),
                CONSTRAINT fk_auto_allocated_topologies_network FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE,
                CONSTRAINT fk_auto_allocated_topologies_router FOREIGN KEY (router_id) REFERENCES routers (id) ON DELETE SET NULL
            );

            CREATE INDEX ix_auto_allocated_topologies_network_id ON auto_allocated_topologies (network_id);
            CREATE INDEX ix_auto_allocated_topologies_router_id ON auto_allocated_topologies (router_id);
            CREATE UNIQUE INDEX ux_networks_default ON networks (is_default) WHERE is_default;
            """);
}
