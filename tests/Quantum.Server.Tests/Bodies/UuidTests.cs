using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Bodies;

public sealed class UuidTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    /// <summary>Texts that the platform's parser takes for a UUID.</summary>
    public static TheoryData<string> NoUuids =>
    [
        " 00000000-0000-0000-0000-000000000001",
        "00000000-0000-0000-0000-000000000001 ",
        "+0000000-0000-0000-0000-000000000001",
        "0x000000-0000-0000-0000-000000000001",
    ];

    [Theory]
    [MemberData(nameof(NoUuids))]
    public async Task An_id_is_a_uuid_to_the_letter(string text)
    {
        var answer = await server.Api.PostAsync("ports", new { port = new { network_id = text } });

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Invalid input for network_id. Reason: '{text}' is not a valid UUID.");
    }
}
