using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Quantum.Core.Database.Migrations.Postgres;

/// <summary>Networks, subnets and ports with their addresses.</summary>
[DbContext(typeof(PostgresQuantumDbContext))]
[Migration("20261122000000_CoreResources")]
internal sealed class CoreResources : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE networks (
                id uuid NOT NULL,
                admin_state_up boolean NOT NULL,
                status character varying(16) NOT NULL,
                shared boolean NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_networks PRIMARY KEY (id),
                CONSTRAINT ak_networks_id_tenant UNIQUE (id, tenant_id)
            );

            CREATE TABLE ports (
                id uuid NOT NULL,
                network_id uuid NOT NULL,
                network_tenant_id character varying(255) COLLATE "C" NOT NULL,
                mac_address macaddr NOT NULL,
                admin_state_up boolean NOT NULL,
                status character varying(16) NOT NULL,
                device_id character varying(255) COLLATE "C" NOT NULL,
                device_owner character varying(255) COLLATE "C" NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_ports PRIMARY KEY (id),
                CONSTRAINT fk_ports_network FOREIGN KEY (network_id, network_tenant_id) REFERENCES networks (id, tenant_id) ON DELETE RESTRICT
            );

            CREATE TABLE subnets (
                id uuid NOT NULL,
                network_id uuid NOT NULL,
                network_tenant_id character varying(255) COLLATE "C" NOT NULL,
                ip_version integer NOT NULL,
                cidr cidr NOT NULL,
                gateway_ip inet,
                enable_dhcp boolean NOT NULL,
                shared boolean NOT NULL,
                dns_nameservers text NOT NULL,
                host_routes text NOT NULL,
                tenant_id character varying(255) COLLATE "C" NOT NULL,
                name character varying(255) COLLATE "C" NOT NULL,
                description character varying(255) COLLATE "C" NOT NULL,
                created_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                revision_number integer NOT NULL,
                extensions jsonb NOT NULL,
                CONSTRAINT pk_subnets PRIMARY KEY (id),
                CONSTRAINT fk_subnets_network FOREIGN KEY (network_id, network_tenant_id) REFERENCES networks (id, tenant_id) ON DELETE RESTRICT
            );

            CREATE TABLE allocation_pools (
                subnet_id uuid NOT NULL,
                first_ip inet NOT NULL,
                last_ip inet NOT NULL,
                CONSTRAINT pk_allocation_pools PRIMARY KEY (subnet_id, first_ip),
                CONSTRAINT ck_allocation_pools_order CHECK (first_ip <= last_ip),
                CONSTRAINT fk_allocation_pools_subnet FOREIGN KEY (subnet_id) REFERENCES subnets (id) ON DELETE CASCADE
            );

            CREATE TABLE ip_allocations (
                subnet_id uuid NOT NULL,
                ip_address inet NOT NULL,
                port_id uuid,
                position integer NOT NULL,
                expires_at timestamp with time zone,
                CONSTRAINT pk_ip_allocations PRIMARY KEY (subnet_id, ip_address),
                CONSTRAINT fk_ip_allocations_port FOREIGN KEY (port_id) REFERENCES ports (id) ON DELETE CASCADE,
                CONSTRAINT fk_ip_allocations_subnet FOREIGN KEY (subnet_id) REFERENCES subnets (id) ON DELETE RESTRICT
            );

            CREATE INDEX ix_ip_allocations_held ON ip_allocations (subnet_id, expires_at) WHERE port_id IS NULL;
            CREATE INDEX ix_ip_allocations_port_id ON ip_allocations (port_id);
            CREATE INDEX ix_networks_tenant_id ON networks (tenant_id);
            CREATE INDEX ix_ports_device_id ON ports (device_id);
            CREATE INDEX ix_ports_network_tenant_id ON ports (network_tenant_id);
            CREATE INDEX ix_ports_tenant_id ON ports (tenant_id);
            CREATE UNIQUE INDEX ux_ports_network_mac ON ports (network_id, mac_address);
            CREATE INDEX ix_subnets_network_id ON subnets (network_id);
            CREATE INDEX ix_subnets_tenant_id ON subnets (tenant_id);
            """);
}
