using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>What agents on hosts report.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122130000_Agents")]
internal sealed class Agents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE switch_ports (
                port_id uuid NOT NULL,
                network_id uuid NOT NULL,
                datapath_id character varying(16) COLLATE "C" NOT NULL,
                port_no bigint NOT NULL,
                vlan_id integer NOT NULL,
                mac_address macaddr NOT NULL,
                is_leaving boolean NOT NULL,
                CONSTRAINT pk_switch_ports PRIMARY KEY (port_id)
            );

            CREATE INDEX ix_switch_ports_network_id ON switch_ports (network_id);
            CREATE UNIQUE INDEX ux_switch_ports_place ON switch_ports (datapath_id, port_no, vlan_id);
            """);
}
