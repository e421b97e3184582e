using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Quantum.Benchmarks;

/// <summary>One client of the server, with a connection of its own. A refusal is a defect of the benchmark and ends it.</summary>
public sealed class Caller(Uri address, int number) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    /// <summary>The callers of a measurement are numbered from 0.</summary>
    public int Number { get; } = number;

    /// <summary>Its own chance, the same in every run.</summary>
    public Random Random { get; } = new(number);

    /// <summary>Reads an answer and forgets it; answers its length in bytes.</summary>
    public async Task<long> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var counter = new CountingStream();
        await answer.Content.CopyToAsync(counter);
        return counter.Count;
    }

    /// <summary>Reads a JSON answer.</summary>
    public async Task<JsonElement> ReadAsync(string path) => JsonElement.Parse(await _http.GetByteArrayAsync(path));

    /// <summary>Creates an object and answers its id.</summary>
    public async Task<string> PostAsync(string path, string body) =>
        (await SendAsync(HttpMethod.Post, path, body)).EnumerateObject().First().Value.GetProperty("id").GetString()!;

    /// <summary>Creates several objects and answers their ids.</summary>
    public async Task<IReadOnlyList<string>> PostManyAsync(string path, string body) =>
    [
        .. (await SendAsync(HttpMethod.Post, path, body)).EnumerateObject().First().Value.EnumerateArray()
            .Select(item => item.GetProperty("id").GetString()!),
    ];

    /// <summary>Changes an object.</summary>
    public Task<JsonElement> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    /// <summary>Deletes an object.</summary>
    public async Task DeleteAsync(string path)
    {
        using var answer = await _http.DeleteAsync(path);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = Json } },
        };
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {Encoding.UTF8.GetString(text)}");
    }

    /// <summary>Counts what is written to it.</summary>
    private sealed class CountingStream : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Count += count;

        public override void Write(ReadOnlySpan<byte> buffer) => Count += buffer.Length;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
