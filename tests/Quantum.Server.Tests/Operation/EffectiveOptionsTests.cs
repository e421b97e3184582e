using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Quantum.Server.Hosting;

namespace Quantum.Server.Tests.Operation;

public sealed class EffectiveOptionsTests
{
    [Fact]
    public void Options_that_are_set_are_logged_and_secrets_are_masked()
    {
        var lines = new Lines();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Quantum:Profile"] = "folsom",
            ["Quantum:Acme:ControllerPassword"] = "hunter2",
            ["ConnectionStrings:Quantum"] = "Password=hunter2",
        }).Build();

        EffectiveOptions.Log(configuration, lines);

        lines.Should().Equal(
            "Quantum:Acme:ControllerPassword = *** (from MemoryConfigurationProvider)",
            "Quantum:Profile = folsom (from MemoryConfigurationProvider)");
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
