using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>The hosts of ports, port security, allowed address pairs, and DHCP options.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122131000_PortBindings")]
internal sealed class PortBindings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE networks ADD COLUMN port_security_enabled boolean NOT NULL DEFAULT TRUE;
            ALTER TABLE ports
                ADD COLUMN host_id character varying(255) COLLATE "C" NOT NULL DEFAULT '',
                ADD COLUMN vnic_type character varying(64) COLLATE "C" NOT NULL DEFAULT 'normal',
                ADD COLUMN binding_profile text COLLATE "C" NOT NULL DEFAULT '{}',
                ADD COLUMN vif_type character varying(64) COLLATE "C" NOT NULL DEFAULT 'unbound',
                ADD COLUMN vif_details text COLLATE "C" NOT NULL DEFAULT '{}',
                ADD COLUMN port_security_enabled boolean NOT NULL DEFAULT TRUE,
                ADD COLUMN allowed_address_pairs text NOT NULL DEFAULT '[]',
                ADD COLUMN extra_dhcp_options text NOT NULL DEFAULT '[]';
            UPDATE ports SET port_security_enabled = FALSE WHERE device_owner LIKE 'network:%';

            CREATE TABLE port_bindings (
                port_id uuid NOT NULL,
                host character varying(255) COLLATE "C" NOT NULL,
                vnic_type character varying(64) COLLATE "C" NOT NULL,
                profile text COLLATE "C" NOT NULL,
                vif_type character varying(64) COLLATE "C" NOT NULL,
                vif_details text COLLATE "C" NOT NULL,
                CONSTRAINT pk_port_bindings PRIMARY KEY (port_id, host),
                CONSTRAINT fk_port_bindings_port FOREIGN KEY (port_id) REFERENCES ports (id) ON DELETE CASCADE
            );

            CREATE INDEX ix_port_bindings_host ON port_bindings (host);
            CREATE INDEX ix_ports_host_id ON ports (host_id) WHERE host_id <> '';
            """);
}
