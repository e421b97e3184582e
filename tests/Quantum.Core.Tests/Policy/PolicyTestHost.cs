using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Tests.Policy;

/// <summary>Callers and targets with sensible defaults, and engines on a file of their own.</summary>
internal sealed class PolicyTestHost : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quantum-policy-").FullName;
    private DateTime modified = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ManualTime Time { get; } = new();

    public RecordingLogger Logger { get; } = new();

    public static PolicyEngine BuiltIn() =>
        new(new PolicyOptions(), NullLogger<PolicyEngine>.Instance, TimeProvider.System);

    public static RequestContext Caller(string roles = "member", string? tenant = "mine", ApiProfile? profile = null) => new()
    {
        Profile = profile ?? ApiProfile.Modern,
        RequestId = "req-1",
        UserId = "user",
        TenantId = tenant,
        Roles = roles.Split(',', StringSplitOptions.RemoveEmptyEntries),
        IsAdmin = roles == "admin",
    };

    /// <summary>A target from <c>name=value</c> pairs; True and False are booleans.</summary>
    public static PolicyTarget Target(string text = "tenant_id=mine")
    {
        var target = new PolicyTarget();
        foreach (var pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
            target[pair[0]] = bool.TryParse(pair[1], out var flag) ? flag : pair[1];

        return target;
    }

    /// <summary>Writes the file, each time with a new modification time.</summary>
    public string Write(string text, string name = "policy.json")
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        modified += TimeSpan.FromMinutes(1);
        File.SetLastWriteTimeUtc(path, modified);
        return path;
    }

    /// <summary>An engine whose file says this.</summary>
    public PolicyEngine Engine(string text, string name = "policy.json") => Open(Write(text, name));

    public PolicyEngine Open(string path) => new(new PolicyOptions { PolicyFile = path }, Logger, Time);

    /// <summary>Asks for rule <c>x</c>, the only one of a file.</summary>
    public bool Holds(string rule, RequestContext? caller = null, PolicyTarget? target = null)
    {
        var engine = Engine($$"""{"x": {{System.Text.Json.JsonSerializer.Serialize(rule)}}}""");
        return engine.Allows(caller ?? Caller(), "x", target ?? Target());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    internal sealed class ManualTime : TimeProvider
    {
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => seconds;

        public void Pass(int passed) => seconds += passed;
    }

    internal sealed class RecordingLogger : ILogger<PolicyEngine>
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Levels.Add(logLevel);
    }
}
