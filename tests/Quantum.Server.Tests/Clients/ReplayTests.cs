using System.Net;
using System.Text;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Clients;

/// <summary>
/// What today's clients sent to Neutron, sent to us: status, keys and JSON types of the answers are the recorded ones, except for
/// the reviewed list beside the recordings.
/// </summary>
public abstract class ReplayTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : ReplayTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ReplayTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>A cloud like the one that the recordings were made with.</summary>
    internal static readonly string[] Cloud =
    [
        "Quantum:Plugin=OpenVSwitch",
        "Quantum:OpenVSwitch:TenantNetworkType=vxlan",
        "Quantum:OpenVSwitch:EnableTunneling=true",
        "Quantum:OpenVSwitch:VniRanges:0=1:65000",
        "Quantum:OpenVSwitch:NetworkVlanRanges:0=physnet1:100:200",
    ];

    /// <summary>Set it to have the test write what differs instead of comparing it, to be reviewed.</summary>
    private const string WriteVariable = "QUANTUM_WRITE_DIFFERENCES";

    private const string Because = " -- ";

    [Theory]
    [InlineData("openstackclient")]
    [InlineData("nova")]
    public async Task Answers_have_the_recorded_form(string recording)
    {
        await using var cloud = await PluginHost.StartAsync(server, Cloud);
        var exchanges = Exchange.Read(recording);
        await RecordedAgents.ReportAsync(cloud.Host, exchanges);
        var names = new RecordedNames();
        foreach (var exchange in Exchange.Read($"{recording}.setup"))
        {
            var answer = await SendAsync(cloud.Api, exchange, names);
            ((int)answer.Status).Should().Be(exchange.Status, "{0} answered {1}", exchange.Op, answer.Text);
            names.Learn(exchange.Response!.Value, answer.Json);
        }

        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var exchange in exchanges)
            found.UnionWith((await DifferencesAsync(cloud.Api, exchange, names)).Select(difference => $"{exchange.Kind}: {difference}"));

        var reviewed = Exchange.FileOf($"{recording}.differences.txt");
        if (Environment.GetEnvironmentVariable(WriteVariable) is { } folder)
            await File.WriteAllLinesAsync(Path.Combine(folder, Path.GetFileName(reviewed)), found);
        else
            found.Should().BeEquivalentTo(await AllowedAsync(reviewed));
    }

    private static async Task<IEnumerable<string>> AllowedAsync(string file)
    {
        var lines = (await File.ReadAllLinesAsync(file)).Where(line => line.Length > 0 && line[0] != '#').ToList();
        lines.Should().OnlyContain(line => line.Contains(Because), "every difference has its reason");
        return lines.Select(line => line[..line.IndexOf(Because, StringComparison.Ordinal)]);
    }

    private static async Task<IEnumerable<string>> DifferencesAsync(ApiClient api, Exchange exchange, RecordedNames names)
    {
        var answer = await SendAsync(api, exchange, names);
        ((int)answer.Status).Should().BeLessThan(500, "{0} answered {1}", exchange.Op, answer.Text);
        if ((int)answer.Status != exchange.Status)
            return [$"status {(int)answer.Status}, recorded as {exchange.Status}"];
        if (exchange.Response is not { ValueKind: JsonValueKind.Object } recorded)
            return [];

        names.Learn(recorded, answer.Json);
        return answer.Status < HttpStatusCode.BadRequest
            ? new AnswerComparison(names).Differences(recorded, answer.Json)
            : ErrorDifferences(recorded, answer);
    }

    /// <summary>The body also has the keys that clients of 2012 read.</summary>
    private static IEnumerable<string> ErrorDifferences(JsonElement recorded, Answer answer)
    {
        var type = recorded.GetProperty("NeutronError").Text("type");
        return answer.ErrorType == type ? [] : [$"error {answer.ErrorType}, recorded as {type}"];
    }

    private static async Task<Answer> SendAsync(ApiClient api, Exchange exchange, RecordedNames names)
    {
        using var content = exchange.Request is { } body
            ? new StringContent(names.Translate(body.GetRawText()), Encoding.UTF8, "application/json")
            : null;
        return await Caller(api, exchange.Token).SendAsync(new HttpMethod(exchange.Method), names.Translate(exchange.Path), content);
    }

    private static ApiClient Caller(ApiClient api, string token) => token switch
    {
        "demo" => api.As("00000000000000000000000000000002", "member"),
        "nova" => api.As("00000000000000000000000000000003", "admin,service"),

        // Neutron let administrators write binding:profile; today's default is that services alone may.
        _ => api.As("00000000000000000000000000000001", "admin,service"),
    };
}
