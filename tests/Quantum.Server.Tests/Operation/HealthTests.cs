using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Operation;

public abstract class HealthTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : HealthTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : HealthTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/healthcheck")]
    [InlineData("/readyz")]
    public async Task A_server_that_works_says_so_in_plain_text(string path)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.OK).Text.Should().Be("OK");
        answer.ContentType.Should().StartWith("text/plain");
    }

    [Fact]
    public async Task A_stop_waits_for_the_request_under_way()
    {
        var host = await server.StartAnotherAsync();
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
        http.DefaultRequestHeaders.ExpectContinue = true;
        var body = new SlowContent("""{"network": {"name": """, "\"late\"}}");

        var request = http.PostAsync(new Uri(host.Address, "v2.0/networks"), body);
        await body.Begun;
        var stop = host.StopAsync();
        stop.IsCompleted.Should().BeFalse();
        body.Finish();
        using var response = await request;
        await stop;

        response.StatusCode.Should().Be(HttpStatusCode.Created);
        await FluentActions.Awaiting(() => host.Api.GetAsync("/healthz")).Should().ThrowAsync<HttpRequestException>();
        await host.DisposeAsync();
    }

    /// <summary>A body whose second half waits. The first half is asked for when the server reads it.</summary>
    private sealed class SlowContent(string first, string second) : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public void Finish() => _finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(first));
            await stream.FlushAsync();
            _begun.SetResult();
            await _finish.Task;
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(second));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
