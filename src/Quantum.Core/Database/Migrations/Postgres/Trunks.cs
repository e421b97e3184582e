using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>Trunks and the ports that they carry.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122134500_Trunks")]
internal sealed class Trunks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE trunks (
                id uuid NOT NULL,
                admin_state_up boolean NOT NULL,
                status character varying(16) NOT NULL,
                port_id uuid NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_trunks PRIMARY KEY (id),
                CONSTRAINT fk_trunks_port FOREIGN KEY (port_id) REFERENCES ports (id) ON DELETE RESTRICT
            );

            CREATE TABLE sub_ports (
                port_id uuid NOT NULL,
                trunk_id uuid NOT NULL,
                segmentation_type character varying(32) COLLATE "C" NOT NULL,
                segmentation_id integer NOT NULL,
                CONSTRAINT pk_sub_ports PRIMARY KEY (port_id),
                CONSTRAINT fk_sub_ports_port FOREIGN KEY (port_id) REFERENCES ports (id) ON DELETE RESTRICT,
                CONSTRAINT fk_sub_ports_trunk FOREIGN KEY (trunk_id) REFERENCES trunks (id) ON DELETE CASCADE
            );

            CREATE UNIQUE INDEX ux_sub_ports_segmentation ON sub_ports (trunk_id, segmentation_type, segmentation_id);
            CREATE INDEX ix_trunks_tenant_id ON trunks (tenant_id);
            CREATE UNIQUE INDEX ux_trunks_port_id ON trunks (port_id);
            """);
}
