using Microsoft.Extensions.DependencyInjection;
using Quantum.Server.Hosting;

namespace Quantum.Server.Tests.Operation;

public sealed class MemoryStoreTests
{
    [Fact]
    public async Task Server_on_the_memory_store_stops_cleanly()
    {
        var app = Program.Build(["--Quantum:Store=memory", "--urls=http://127.0.0.1:0"]);
        await app.StartAsync();
        await app.Services.GetRequiredService<StoreReadiness>().Ready;
        await app.StopAsync();

        var dispose = async () => await app.DisposeAsync();

        await dispose.Should().NotThrowAsync();
    }
}
