using System.Net;
using System.Text;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Bodies;

public abstract class MalformedBodyTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : MalformedBodyTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : MalformedBodyTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Texts that are no JSON, or none that can be kept.</summary>
    public static TheoryData<string> Malformed =>
    [
        "{",
        """{"network": {}""",
        """{"network": {}}}""",
        """{"network": {}} {}""",
        """{'network': {}}""",
        """{"network": {"name": nan}}""",
        """{"network": {"name": "a",}}""",
        """{"network": {"name": "a" /* b */}}""",
        "<network/>",
        "network=web",
        """{"network": {"name": "a", "name": "b"}}""",
        """{"network": {}, "network": {}}""",
        """{"network": {"name": "a", "n\u0061me": "b"}}""",
        """{"network": {"name": "\ud800"}}""",
        """{"network": {"name": "\udc00\ud800"}}""",
        """{"network": {"\ud83d": "a"}}""",
        """{"network": {"name": "a\u0000b"}}""",
        """{"network": {"na\u0000me": "b"}}""",
        """{"network": {"name": "\x41"}}""",
        "{\"network\": {\"name\": \"a\nb\"}}",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_body_that_is_no_JSON_is_refused(string body)
    {
        var created = await server.Api.PostAsync("networks", body);
        var folsom = await server.Api.InFolsom().PostAsync("networks", body);

        created.Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("HTTPBadRequest");
        created.ErrorMessage.Should().StartWith("Malformed request body: ");
        folsom.Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be(created.ErrorMessage);
    }

    [Fact]
    public async Task An_update_with_a_body_that_is_no_JSON_is_refused()
    {
        var network = await server.Api.NetworkAsync();

        var answer = await server.Api.PutAsync($"networks/{network.Id()}", "{");

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().StartWith("Malformed request body: ");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] bytes = [.. "{\"network\": {\"name\": \""u8, 0xC3, 0x28, .. "\"}}"u8];

        var answer = await server.Api.SendAsync(HttpMethod.Post, "networks", new ByteArrayContent(bytes));

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "Malformed request body: the text is not UTF-8");
    }

    [Fact]
    public async Task A_body_in_another_encoding_is_refused()
    {
        var content = new StringContent("""{"network": {"name": "a"}}""", Encoding.Unicode, "application/json");

        var answer = await server.Api.SendAsync(HttpMethod.Post, "networks", content);

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().StartWith("Malformed request body: ");
    }

    [Fact]
    public async Task A_body_of_great_depth_is_refused()
    {
        var body = $$"""{"network": {"name": {{new string('[', 5000)}}{{new string(']', 5000)}} } }""";

        var answer = await server.Api.PostAsync("networks", body);

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().StartWith("Malformed request body: ");
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("99999999999999999999999999")]
    [InlineData("-1")]
    [InlineData("2")]
    public async Task A_number_that_is_no_boolean_is_refused(string number)
    {
        var answer = await server.Api.PostAsync("networks", $$"""{"network": {"admin_state_up": {{number}} } }""");

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: '{number}' is not boolean.");
    }

    [Theory]
    [InlineData("1e400", "'1e400' is not a integer")]
    [InlineData("4294967300", "'4294967300' is not a integer")]
    [InlineData("\"4294967300\"", "'4294967300' is not a integer")]
    [InlineData("\"\"", "'' is not a integer")]
    [InlineData("[4]", "'[4]' is not a integer")]
    [InlineData("true", "'True' is not a integer")]
    public async Task A_value_that_is_no_small_whole_number_is_refused(string value, string reason)
    {
        var body = $$"""{"subnet": {"network_id": "{{Unique.Id()}}", "cidr": "10.0.0.0/24", "ip_version": {{value}} } }""";

        var answer = await server.Api.PostAsync("subnets", body);

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
    }

    [Theory]
    [InlineData("\"4\"")]
    [InlineData("4.0")]
    [InlineData("4.9")]
    [InlineData("\" 4 \"")]
    public async Task Numbers_may_be_sent_as_text_and_fractions_are_cut_off(string value)
    {
        var network = await server.Api.NetworkAsync();
        var body = $$"""{"subnet": {"network_id": "{{network.Id()}}", "cidr": "{{Unique.Cidr()}}", "ip_version": {{value}} } }""";

        var answer = await server.Api.PostAsync("subnets", body);

        answer.Expect(HttpStatusCode.Created).One.Raw("ip_version").Should().Be("4");
    }

    [Theory]
    [InlineData("\"True\"", "true")]
    [InlineData("\"true\"", "true")]
    [InlineData("\"1\"", "true")]
    [InlineData("\" 1 \"", "true")]
    [InlineData("\"+1\"", "true")]
    [InlineData("\"00\"", "false")]
    [InlineData("1", "true")]
    [InlineData("1.5", "true")]
    [InlineData("0.9", "false")]
    [InlineData("0", "false")]
    [InlineData("\"False\"", "false")]
    public async Task Booleans_may_be_sent_in_the_forms_that_clients_use(string value, string kept)
    {
        var answer = await server.Api.PostAsync("networks", $$"""{"network": {"admin_state_up": {{value}} } }""");

        answer.Expect(HttpStatusCode.Created).One.Raw("admin_state_up").Should().Be(kept);
    }

    [Theory]
    [InlineData("\"TRUE\"", "TRUE")]
    [InlineData("\"yes\"", "yes")]
    [InlineData("\"\"", "")]
    [InlineData("\"1.0\"", "1.0")]
    [InlineData("[true]", "[true]")]
    [InlineData("{}", "{}")]
    public async Task Other_forms_are_no_booleans(string value, string printed)
    {
        var answer = await server.Api.PostAsync("networks", $$"""{"network": {"admin_state_up": {{value}} } }""");

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: '{printed}' is not boolean.");
    }

    [Fact]
    public async Task Text_of_255_characters_is_kept_and_256_are_refused()
    {
        var longest = new string('n', 255);

        var kept = await server.Api.NetworkAsync(name: longest);
        var refused = await server.Api.PostAsync("networks", new { network = new { name = longest + "n" } });

        kept.Text("name").Should().Be(longest);
        refused.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should()
            .Be($"Invalid input for name. Reason: '{new string('n', 200)}...' exceeds maximum length of 255.");
    }

    [Fact]
    public async Task A_character_counts_once_even_outside_the_basic_plane()
    {
        var longest = string.Concat(Enumerable.Repeat("\U0001F310", 255));

        var kept = await server.Api.NetworkAsync(name: longest);
        var refused = await server.Api.PostAsync("networks", new { network = new { name = longest + "n" } });

        kept.Text("name").Should().Be(longest);
        refused.Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_error_never_repeats_a_large_value()
    {
        var answer = await server.Api.PostAsync("networks", new { network = new { admin_state_up = new string('x', 100_000) } });

        answer.Expect(HttpStatusCode.BadRequest).Text.Length.Should().BeLessThan(1000);
    }

    [Fact]
    public async Task A_body_at_the_limit_is_read_and_a_larger_one_is_too_large()
    {
        await using var small = await server.StartAnotherAsync("Quantum:MaxRequestBodyBytes=2048");
        var fitting = """{"network": {"name": "fits"}}""".PadRight(2048);

        var read = await small.Api.PostAsync("networks", fitting);
        var announced = await small.Api.PostAsync("networks", fitting + " ");
        var chunked = await small.Api.With("Transfer-Encoding", "chunked").PostAsync("networks", fitting + " ");

        read.Expect(HttpStatusCode.Created);
        announced.Expect(HttpStatusCode.RequestEntityTooLarge, "HTTPRequestEntityTooLarge", "The request body is too large.");
        chunked.Expect(HttpStatusCode.RequestEntityTooLarge, "HTTPRequestEntityTooLarge", "The request body is too large.");
    }
}
