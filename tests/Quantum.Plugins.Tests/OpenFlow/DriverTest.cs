using System.Text.Json.Nodes;
using Quantum.Plugins.OpenFlow;
using Quantum.Resources.Addressing;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.TestSupport.OpenFlow;

namespace Quantum.Plugins.Tests.OpenFlow;

/// <summary>A driver, a controller that answers it, and what they talk about.</summary>
public abstract class DriverTest : IAsyncLifetime
{
    private protected const string NetworkId = "11111111-2222-3333-4444-555555555555";
    private protected const string OtherNetworkId = "99999999-2222-3333-4444-555555555555";
    private protected const string PortId = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private protected static readonly CancellationToken None = CancellationToken.None;

    private readonly List<IDisposable> _opened = [];

    private FakeController? _controller;

    private protected FakeController Controller =>
        _controller ?? throw new InvalidOperationException("xunit has not initialised this test yet.");

    private protected static Network Network { get; } = new() { Id = Guid.Parse(NetworkId), Name = "web" };

    private protected static Network Renamed { get; } = new() { Id = Guid.Parse(NetworkId), Name = "Straße \"1\"" };

    private protected static Network OtherNetwork { get; } = new() { Id = Guid.Parse(OtherNetworkId), Name = "db" };

    private protected static Port Port { get; } = new() { Id = Guid.Parse(PortId), NetworkId = Network.Id };

    private protected static Port PortOfOtherNetwork { get; } = new() { Id = Guid.Parse(PortId), NetworkId = OtherNetwork.Id };

    private protected static SwitchPort Place { get; } = new(0x1f2e3d4c5b6a, 7, SwitchPort.Untagged, MacAddress.Parse("FA:16:3E:00:00:01"));

    private protected static SwitchPort OtherPlace { get; } =
        Place with { DatapathId = 0xffff_ffff_ffff_ffff, PortNo = 4_000_000_000, VlanId = 101 };

    public async Task InitializeAsync() => _controller = await FakeController.StartAsync();

    public async Task DisposeAsync()
    {
        _opened.ForEach(opened => opened.Dispose());
        await Controller.DisposeAsync();
    }

    /// <summary>A driver of that name for the controller.</summary>
    private protected IControllerDriver Driver(string name, TimeSpan? timeout = null)
    {
        var driver = ControllerDrivers.Create(name, new ControllerClient(Controller.Address, timeout ?? TimeSpan.FromSeconds(30)));
        _opened.Add(driver);
        return driver;
    }

    /// <summary>The one request since the start is this one, with exactly this JSON.</summary>
    private protected void ShouldHaveReceived(string line, string json)
    {
        var request = Controller.Requests.Should().ContainSingle().Which;
        ShouldSay(request, line, json);
    }

    /// <summary>The request is this one, with exactly this JSON, in one piece.</summary>
    private protected static void ShouldSay(ReceivedRequest request, string line, string json)
    {
        request.Line.Should().Be(line);
        JsonNode.Parse(request.Body)!.ToJsonString().Should().Be(JsonNode.Parse(json)!.ToJsonString());
        request.ContentType.Should().Be("application/json");
        request.ContentLength.Should().BePositive();
    }

    /// <summary>The one request since the start is this one, without a body.</summary>
    private protected void ShouldHaveReceived(string line) => ShouldBeBare(Controller.Requests.Should().ContainSingle().Which, line);

    /// <summary>The request is this one, without a body.</summary>
    private protected static void ShouldBeBare(ReceivedRequest request, string line)
    {
        request.Line.Should().Be(line);
        request.Body.Should().BeEmpty();
        request.ContentType.Should().BeNull();
    }
}
