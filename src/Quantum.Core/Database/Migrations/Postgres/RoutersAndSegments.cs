using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>External networks, routers, floating IPs, what carries networks, and the quotas of tenants.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122120000_RoutersAndSegments")]
internal sealed class RoutersAndSegments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE networks ADD COLUMN external boolean NOT NULL DEFAULT FALSE;

            CREATE TABLE quotas (
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                resource character varying(64) COLLATE "C" NOT NULL,
                upper_limit integer NOT NULL,
                CONSTRAINT pk_quotas PRIMARY KEY (tenant_id, resource)
            );

            CREATE TABLE tunnel_endpoints (
                ip_address inet NOT NULL,
                tunnel_type character varying(16) NOT NULL,
                id integer NOT NULL,
                CONSTRAINT pk_tunnel_endpoints PRIMARY KEY (tunnel_type, ip_address)
            );

            CREATE TABLE network_segments (
                network_id uuid NOT NULL,
                network_type character varying(16) NOT NULL,
                physical_network character varying(64) COLLATE "C",
                segmentation_id integer,
                CONSTRAINT pk_network_segments PRIMARY KEY (network_id),
                CONSTRAINT fk_network_segments_network FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
            );

            CREATE TABLE routers (
                id uuid NOT NULL,
                admin_state_up boolean NOT NULL,
                status character varying(16) NOT NULL,
                gateway_port_id uuid,
                enable_snat boolean NOT NULL,
                routes text NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_routers PRIMARY KEY (id),
                CONSTRAINT fk_routers_gateway_port FOREIGN KEY (gateway_port_id) REFERENCES ports (id) ON DELETE RESTRICT
            );

            CREATE TABLE floatingips (
                id uuid NOT NULL,
                status character varying(16) NOT NULL,
                floating_network_id uuid NOT NULL,
                floating_ip_address inet NOT NULL,
                floating_port_id uuid NOT NULL,
                port_id uuid,
                fixed_ip_address inet,
                router_id uuid,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_floatingips PRIMARY KEY (id),
                CONSTRAINT fk_floatingips_floating_port FOREIGN KEY (floating_port_id) REFERENCES ports (id) ON DELETE RESTRICT,
                CONSTRAINT fk_floatingips_network FOREIGN KEY (floating_network_id) REFERENCES networks (id) ON DELETE RESTRICT,
                CONSTRAINT fk_floatingips_port FOREIGN KEY (port_id) REFERENCES ports (id) ON DELETE RESTRICT,
                CONSTRAINT fk_floatingips_router FOREIGN KEY (router_id) REFERENCES routers (id) ON DELETE RESTRICT
            );

            CREATE TABLE router_interfaces (
                router_id uuid NOT NULL,
                subnet_id uuid NOT NULL,
                port_id uuid NOT NULL,
                CONSTRAINT pk_router_interfaces PRIMARY KEY (router_id, subnet_id),
                CONSTRAINT fk_router_interfaces_port FOREIGN KEY (port_id) REFERENCES ports (id) ON DELETE RESTRICT,
                CONSTRAINT fk_router_interfaces_router FOREIGN KEY (router_id) REFERENCES routers (id) ON DELETE RESTRICT,
                CONSTRAINT fk_router_interfaces_subnet FOREIGN KEY (subnet_id) REFERENCES subnets (id) ON DELETE RESTRICT
            );

            CREATE INDEX ix_floatingips_floating_network_id ON floatingips (floating_network_id);
            CREATE INDEX ix_floatingips_router_id ON floatingips (router_id);
            CREATE INDEX ix_floatingips_tenant_id ON floatingips (tenant_id);
            CREATE UNIQUE INDEX ux_floatingips_fixed_ip ON floatingips (port_id, fixed_ip_address, floating_network_id) WHERE port_id IS NOT NULL;
            CREATE UNIQUE INDEX ux_floatingips_floating_port_id ON floatingips (floating_port_id);
            CREATE UNIQUE INDEX ux_network_segments_flat ON network_segments (physical_network) WHERE network_type = 'flat';
            CREATE UNIQUE INDEX ux_network_segments_tunnel ON network_segments (network_type, segmentation_id) WHERE network_type IN ('gre', 'vxlan');
            CREATE UNIQUE INDEX ux_network_segments_vlan ON network_segments (physical_network, segmentation_id) WHERE network_type = 'vlan';
            CREATE INDEX ix_networks_external ON networks (id) WHERE external;
            CREATE INDEX ix_router_interfaces_port_id ON router_interfaces (port_id);
            CREATE INDEX ix_router_interfaces_subnet_id ON router_interfaces (subnet_id);
            CREATE INDEX ix_routers_tenant_id ON routers (tenant_id);
            CREATE UNIQUE INDEX ux_routers_gateway_port_id ON routers (gateway_port_id);
            CREATE UNIQUE INDEX ux_tunnel_endpoints_id ON tunnel_endpoints (tunnel_type, id);
            """);
}
