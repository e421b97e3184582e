using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>Security groups, their rules, and the ports that they guard.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122132000_SecurityGroups")]
internal sealed class SecurityGroups : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE security_groups (
                id uuid NOT NULL,
                stateful boolean NOT NULL,
                is_default boolean NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_security_groups PRIMARY KEY (id)
            );

            CREATE TABLE security_group_rules (
                id uuid NOT NULL,
                security_group_id uuid NOT NULL,
                security_group_tenant_id character varying(255) COLLATE "C" NOT NULL,
                direction character varying(16) COLLATE "C" NOT NULL,
                ethertype character varying(16) COLLATE "C" NOT NULL,
                protocol character varying(16) COLLATE "C",
                port_range_min integer,
                port_range_max integer,
                remote_ip_prefix character varying(64) COLLATE "C",
                normalized_cidr cidr,
                remote_group_id uuid,
                description character varying(255) COLLATE "C",
                meaning character varying(192) COLLATE "C" NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_security_group_rules PRIMARY KEY (id),
                CONSTRAINT fk_security_group_rules_group FOREIGN KEY (security_group_id) REFERENCES security_groups (id) ON DELETE RESTRICT,
                CONSTRAINT fk_security_group_rules_remote_group FOREIGN KEY (remote_group_id) REFERENCES security_groups (id) ON DELETE RESTRICT
            );

            CREATE TABLE port_security_groups (
                port_id uuid NOT NULL,
                security_group_id uuid NOT NULL,
                CONSTRAINT pk_port_security_groups PRIMARY KEY (port_id, security_group_id),
                CONSTRAINT fk_port_security_groups_group FOREIGN KEY (security_group_id) REFERENCES security_groups (id) ON DELETE RESTRICT,
                CONSTRAINT fk_port_security_groups_port FOREIGN KEY (port_id) REFERENCES ports (id) ON DELETE CASCADE
            );

            CREATE INDEX ix_port_security_groups_group_id ON port_security_groups (security_group_id);
            CREATE INDEX ix_security_group_rules_group_tenant_id ON security_group_rules (security_group_tenant_id);
            CREATE INDEX ix_security_group_rules_remote_group_id ON security_group_rules (remote_group_id);
            CREATE INDEX ix_security_group_rules_tenant_id ON security_group_rules (tenant_id);
            CREATE UNIQUE INDEX ux_security_group_rules_meaning ON security_group_rules (security_group_id, meaning);
            CREATE INDEX ix_security_groups_tenant_id ON security_groups (tenant_id);
            CREATE UNIQUE INDEX ux_security_groups_default ON security_groups (tenant_id) WHERE is_default;
            """);
}
