using System.Net;
using Quantum.Plugins.OpenFlow;

namespace Quantum.Plugins.Tests.OpenFlow;

public sealed class RyuDriverTests : DriverTest
{
    private const string NetworkPath = $"/v1.0/networks/{NetworkId}";
    private const string PortKey = "00001f2e3d4c5b6a_7";
    private const string PortPath = $"{NetworkPath}/{PortKey}";

    private IControllerDriver Ryu => Driver("ryu");

    [Fact]
    public async Task External_network_is_registered_first()
    {
        await Ryu.PrepareAsync(None);

        ShouldHaveReceived("PUT /v1.0/networks/__NW_ID_EXTERNAL__");
    }

    [Fact]
    public async Task Create_network_posts_its_id()
    {
        await Ryu.CreateNetworkAsync(Network, None);

        ShouldHaveReceived($"POST {NetworkPath}");
        Controller.Requests[0].ContentLength.Should().Be(0);
        Controller.Ryu.Networks.Should().Equal(NetworkId);
    }

    [Fact]
    public async Task Create_network_that_is_known_is_done()
    {
        Controller.Ryu.Networks.Add(NetworkId);

        await Ryu.CreateNetworkAsync(Network, None);

        Controller.Requests.Should().ContainSingle().Which.Answer.Should().Be(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(NetworkId)]
    [InlineData(OtherNetworkId)]
    public async Task Register_network_puts_its_id(string known)
    {
        Controller.Ryu.Networks.Add(known);

        await Ryu.RegisterNetworkAsync(Network, None);

        ShouldHaveReceived($"PUT {NetworkPath}");
        Controller.Ryu.Networks.Should().Contain(NetworkId);
    }

    [Fact]
    public async Task Update_network_is_of_no_interest()
    {
        await Ryu.UpdateNetworkAsync(Renamed, None);

        Controller.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Delete_network_deletes_its_id()
    {
        Controller.Ryu.Networks.Add(NetworkId);

        await Ryu.DeleteNetworkAsync(Network, None);

        ShouldHaveReceived($"DELETE {NetworkPath}");
        Controller.Ryu.Networks.Should().BeEmpty();
    }

    [Fact]
    public async Task Delete_network_that_is_not_known_is_done()
    {
        await Ryu.DeleteNetworkAsync(Network, None);

        Controller.Requests.Should().ContainSingle().Which.Answer.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Attach_port_posts_switch_and_port_number()
    {
        Controller.Ryu.Networks.Add(NetworkId);

        await Ryu.AttachPortAsync(Port, Place, None);

        ShouldHaveReceived($"POST {PortPath}");
        Controller.Ryu.Ports.Should().ContainKey(PortKey);
    }

    [Fact]
    public async Task Attach_port_that_is_known_on_its_network_is_done()
    {
        Controller.Ryu.Networks.Add(NetworkId);
        Controller.Ryu.Ports[PortKey] = NetworkId;

        await Ryu.AttachPortAsync(Port, Place, None);

        Controller.Ryu.Ports.Should().ContainSingle();
    }

    [Fact]
    public async Task Attach_port_that_is_known_on_another_network_puts_it_on_this_one()
    {
        Controller.Ryu.Networks.UnionWith([NetworkId, OtherNetworkId]);
        Controller.Ryu.Ports[PortKey] = NetworkId;

        await Ryu.AttachPortAsync(PortOfOtherNetwork, Place, None);

        var path = $"/v1.0/networks/{OtherNetworkId}/{PortKey}";
        Controller.Lines.Should().Equal($"POST {path}", $"PUT {path}");
        Controller.Ryu.Ports[PortKey].Should().Be(OtherNetworkId);
    }

    [Fact]
    public async Task Attach_port_of_a_network_that_is_not_known_fails()
    {
        var act = () => Ryu.AttachPortAsync(Port, Place, None);

        (await act.Should().ThrowAsync<ControllerException>()).Which.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Detach_port_deletes_it()
    {
        Controller.Ryu.Networks.Add(NetworkId);
        Controller.Ryu.Ports[PortKey] = NetworkId;

        await Ryu.DetachPortAsync(Port, Place, None);

        ShouldHaveReceived($"DELETE {PortPath}");
        Controller.Ryu.Ports.Should().BeEmpty();
    }

    [Fact]
    public async Task Detach_port_that_is_not_known_is_done()
    {
        await Ryu.DetachPortAsync(Port, Place, None);

        Controller.Requests.Should().ContainSingle().Which.Answer.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Large_numbers_are_written_in_full()
    {
        Controller.Ryu.Networks.Add(NetworkId);

        await Ryu.AttachPortAsync(Port, OtherPlace, None);

        ShouldHaveReceived($"POST {NetworkPath}/ffffffffffffffff_4000000000");
    }
}
