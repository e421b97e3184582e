using Quantum.Server.Tests.Operation;

namespace Quantum.Server.Tests.Identity;

/// <summary>What the log says about a server that believes every header.</summary>
public sealed class OpenDoorTests
{
    private const string Warning = "is an administrator: identity noauth is for development";

    [Theory]
    [InlineData("--urls=http://0.0.0.0:0", "0.0.0.0")]
    [InlineData("--urls=http://[::]:0", "[::]")]
    [InlineData("--urls=http://127.0.0.1:0;http://0.0.0.0:0", "0.0.0.0")]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://0.0.0.0:0", "0.0.0.0")]
    public async Task Addresses_that_other_machines_reach_are_a_warning(string where, string address)
    {
        await using var server = QuantumProcess.Start(where, "--Quantum:Store=memory");

        (await server.LineAsync(Warning)).Should().Contain($"Whoever reaches {address}");
    }
}
