using System.Globalization;
using Npgsql;

namespace Quantum.Benchmarks.Workloads;

/// <summary>The ports that are in the database before anything is measured: all on one network, a device for every two.</summary>
/// <param name="Count">How many.</param>
/// <param name="NetworkId">Their network.</param>
public sealed record Crowd(int Count, string NetworkId)
{
    private const int Bulk = 500;

    /// <summary>Makes the crowd.</summary>
    public static async Task<Crowd> FillAsync(Cloud cloud, int count)
    {
        var (networkId, subnetId) = await NetworkAsync(cloud.Admin, "10.0.0.0/8");
        await AddPortsAsync(cloud, networkId, subnetId, count);
        return new(count, networkId);
    }

    /// <summary>A network with a subnet.</summary>
    public static async Task<(string NetworkId, string SubnetId)> NetworkAsync(Caller caller, string cidr, string more = "")
    {
        var networkId = await caller.PostAsync("/v2.0/networks", $$$"""{"network": {"name": "benchmark"{{{more}}}}}""");
        var subnetId = await caller.PostAsync("/v2.0/subnets", $$$"""{"subnet": {"network_id": "{{{networkId}}}", "ip_version": 4, "cidr": "{{{cidr}}}"}}""");
        return (networkId, subnetId);
    }

    /// <summary>
    /// Adds ports to a network: on PostgreSQL as copies of one that the server made, elsewhere by the server.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AddPortsAsync(Cloud cloud, string networkId, string subnetId, int count)
    {
        if (count == 0)
            return [];
        if (cloud.Database is null)
            return await AddThroughServerAsync(cloud.Admin, networkId, count);

        var pattern = await cloud.Admin.PostAsync("/v2.0/ports", Port(networkId));
        await using var connection = await cloud.Database.OpenConnectionAsync();
        var tables = await DependentTablesAsync(connection, pattern);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = string.Join('\n', tables.Select(table => Copies(table, pattern, count))) + $"\nANALYZE;\nSELECT {Id("i", pattern)} FROM generate_series(1, {count}) AS i;";
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>(count);
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0).ToString());
        return ids;
    }

    /// <summary>The body that creates a port.</summary>
    public static string Port(string networkId) => $$$"""{"port": {"network_id": "{{{networkId}}}"}}""";

    /// <summary>The body that creates several ports.</summary>
    public static string Ports(string networkId, int count) =>
        $$$"""{"ports": [{{{string.Join(", ", Enumerable.Repeat($$$"""{"network_id": "{{{networkId}}}"}""", count))}}}]}""";

    private static async Task<IReadOnlyList<string>> AddThroughServerAsync(Caller caller, string networkId, int count)
    {
        var ids = new List<string>(count);
        while (ids.Count < count)
            ids.AddRange(await caller.PostManyAsync("/v2.0/ports", Ports(networkId, Math.Min(Bulk, count - ids.Count))));
        return ids;
    }

    /// <summary>The tables with a row of the port, itself first.</summary>
    private static async Task<IReadOnlyList<string>> DependentTablesAsync(NpgsqlConnection connection, string portId)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'port_id'";
        var candidates = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                candidates.Add(reader.GetString(0));
        }

        var tables = new List<string> { "ports" };
        foreach (var table in candidates)
        {
            command.CommandText = $"SELECT count(*) FROM {table} WHERE port_id = '{portId}'";
            if ((long)(await command.ExecuteScalarAsync())! > 0)
                tables.Add(table);
        }

        return tables;
    }

    private static string Copies(string table, string pattern, int count)
    {
        var id = Id("i", pattern);
        var replaced = table switch
        {
            "ports" => $"'id', {id}, 'mac_address', ('0a:' || substr(md5(i::text || '{pattern}'), 1, 2) || ':' || substr(to_hex(x'100000000'::bigint + i), 2, 2) || ':' "
                + "|| substr(to_hex(x'100000000'::bigint + i), 4, 2) || ':' || substr(to_hex(x'100000000'::bigint + i), 6, 2) || ':' || substr(to_hex(x'100000000'::bigint + i), 8, 2)), "
                + "'device_id', 'device-' || i / 2",
            "ip_allocations" => $"'port_id', {id}, 'ip_address', t.ip_address + i",
            _ => $"'port_id', {id}",
        };
        var key = table == "ports" ? "id" : "port_id";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO {table} SELECT (jsonb_populate_record(t, jsonb_build_object({replaced}))).* FROM {table} t, generate_series(1, {count}) AS i WHERE t.{key} = '{pattern}';");
    }

    private static string Id(string number, string pattern) => $"md5({number}::text || '{pattern}')::uuid";
}
