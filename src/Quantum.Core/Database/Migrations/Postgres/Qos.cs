using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>QoS policies, their rules, and what follows them.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122135500_Qos")]
internal sealed class Qos : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE qos_policies (
                id uuid NOT NULL,
                shared boolean NOT NULL,
                is_default boolean NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_qos_policies PRIMARY KEY (id)
            );

            CREATE TABLE qos_rules (
                id uuid NOT NULL,
                policy_id uuid NOT NULL,
                type character varying(32) COLLATE "C" NOT NULL,
                direction character varying(32) COLLATE "C" NOT NULL,
                max_kbps integer,
                max_burst_kbps integer,
                dscp_mark integer,
                min_kbps integer,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                revision_number integer NOT NULL,
                CONSTRAINT pk_qos_rules PRIMARY KEY (id),
                CONSTRAINT fk_qos_rules_policy FOREIGN KEY (policy_id) REFERENCES qos_policies (id) ON DELETE CASCADE
            );

            ALTER TABLE networks ADD COLUMN qos_policy_id uuid CONSTRAINT fk_networks_qos_policy REFERENCES qos_policies (id) ON DELETE RESTRICT;
            ALTER TABLE ports ADD COLUMN qos_policy_id uuid CONSTRAINT fk_ports_qos_policy REFERENCES qos_policies (id) ON DELETE RESTRICT;
            ALTER TABLE floatingips ADD COLUMN qos_policy_id uuid CONSTRAINT fk_floatingips_qos_policy REFERENCES qos_policies (id) ON DELETE RESTRICT;
            ALTER TABLE rbac_policies
                ADD COLUMN qos_policy_id uuid GENERATED ALWAYS AS (CASE WHEN object_type = 'qos_policy' THEN object_id END) STORED
                CONSTRAINT fk_rbac_policies_qos_policy REFERENCES qos_policies (id) ON DELETE CASCADE;

            CREATE INDEX ix_floatingips_qos_policy_id ON floatingips (qos_policy_id) WHERE qos_policy_id IS NOT NULL;
            CREATE INDEX ix_networks_qos_policy_id ON networks (qos_policy_id) WHERE qos_policy_id IS NOT NULL;
            CREATE INDEX ix_ports_qos_policy_id ON ports (qos_policy_id) WHERE qos_policy_id IS NOT NULL;
            CREATE INDEX ix_qos_policies_tenant_id ON qos_policies (tenant_id);
            CREATE INDEX ix_rbac_policies_qos_policy_id ON rbac_policies (qos_policy_id);
            CREATE UNIQUE INDEX ux_qos_policies_default ON qos_policies (tenant_id) WHERE is_default;
            CREATE UNIQUE INDEX ux_qos_rules_policy ON qos_rules (policy_id, type, direction);
            """);
}
