using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>QoS policies of the gateways of routers, and rules about rates of packets.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122142000_MoreQos")]
internal sealed class MoreQos : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE routers ADD COLUMN qos_policy_id uuid
                CONSTRAINT fk_routers_qos_policy REFERENCES qos_policies (id) ON DELETE RESTRICT;
            CREATE INDEX ix_routers_qos_policy_id ON routers (qos_policy_id) WHERE qos_policy_id IS NOT NULL;

            ALTER TABLE qos_rules
                ADD COLUMN max_kpps integer,
                ADD COLUMN max_burst_kpps integer,
                ADD COLUMN min_kpps integer;
            """);
}
