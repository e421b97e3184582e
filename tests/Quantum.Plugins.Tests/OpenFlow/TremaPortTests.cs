using System.Net;
using Quantum.Plugins.OpenFlow;

namespace Quantum.Plugins.Tests.OpenFlow;

/// <summary>Each variant of the Trema dialect has its own way to bind a port.</summary>
public sealed class TremaPortTests : DriverTest
{
    private const string Ports = $"/networks/{NetworkId}/ports";
    private const string Dummy = $"{Ports}/dummy-{PortId}";
    private const string Attachments = $"/networks/{NetworkId}/attachments";
    private const string Key = $"{NetworkId}/{PortId}";

    private const string PortBody = $$"""{"id":"{{PortId}}","datapath_id":"0x00001f2e3d4c5b6a","port":"7","vid":"65535"}""";
    private const string MovedBody = $$"""{"id":"{{PortId}}","datapath_id":"0xffffffffffffffff","port":"4000000000","vid":"101"}""";
    private const string DummyBody = $$"""{"id":"dummy-{{PortId}}","datapath_id":"0x00001f2e3d4c5b6a","port":"7","vid":"65535"}""";
    private const string MovedDummyBody =
        $$"""{"id":"dummy-{{PortId}}","datapath_id":"0xffffffffffffffff","port":"4000000000","vid":"101"}""";
    private const string MacBody = $$"""{"id":"{{PortId}}","mac":"fa:16:3e:00:00:01"}""";

    [Theory]
    [InlineData("trema")]
    [InlineData("trema_port")]
    public async Task Attach_port_posts_switch_port_and_vlan(string name)
    {
        Controller.Trema.Descriptions[NetworkId] = "";

        await Driver(name).AttachPortAsync(Port, Place, None);

        ShouldHaveReceived($"POST {Ports}", PortBody);
        Controller.Trema.Bindings.Should().ContainKey(Key);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task Attach_port_that_is_known_moves_it(HttpStatusCode duplicate)
    {
        Controller.Trema.Duplicate = duplicate;
        Controller.Trema.Descriptions[NetworkId] = "";
        Controller.Trema.Bindings[Key] = PortBody;

        await Driver("trema").AttachPortAsync(Port, OtherPlace, None);

        Controller.Lines.Should().Equal($"POST {Ports}", $"DELETE {Ports}/{PortId}", $"POST {Ports}");
        Controller.Trema.Bindings.Should().ContainSingle().Which.Value.Should().Be(MovedBody);
    }

    [Fact]
    public async Task Detach_port_deletes_it()
    {
        Controller.Trema.Descriptions[NetworkId] = "";
        Controller.Trema.Bindings[Key] = PortBody;

        await Driver("trema").DetachPortAsync(Port, Place, None);

        ShouldHaveReceived($"DELETE {Ports}/{PortId}");
        Controller.Trema.Bindings.Should().BeEmpty();
    }

    [Fact]
    public async Task Attach_port_with_its_mac_goes_through_a_dummy()
    {
        Controller.Trema.Descriptions[NetworkId] = "";

        await Driver("trema_portmac").AttachPortAsync(Port, Place, None);

        Controller.Requests.Should().HaveCount(3);
        ShouldSay(Controller.Requests[0], $"POST {Ports}", DummyBody);
        ShouldSay(Controller.Requests[1], $"POST {Dummy}/attachments", MacBody);
        ShouldBeBare(Controller.Requests[2], $"DELETE {Dummy}");
        Controller.Trema.Bindings.Should().Equal(new Dictionary<string, string> { [Key] = DummyBody + MacBody });
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task Attach_port_with_its_mac_replaces_what_an_interrupted_attempt_left(HttpStatusCode duplicate)
    {
        Controller.Trema.Duplicate = duplicate;
        Controller.Trema.Descriptions[NetworkId] = "";
        Controller.Trema.Bindings[$"{NetworkId}/dummy-{PortId}"] = DummyBody;
        Controller.Trema.Bindings[Key] = DummyBody + MacBody;

        await Driver("trema_portmac").AttachPortAsync(Port, OtherPlace, None);

        Controller.Lines.Should().Equal(
            $"POST {Ports}",
            $"DELETE {Dummy}",
            $"POST {Ports}",
            $"POST {Dummy}/attachments",
            $"DELETE {Dummy}/attachments/{PortId}",
            $"POST {Dummy}/attachments",
            $"DELETE {Dummy}");
        Controller.Trema.Bindings.Should().Equal(new Dictionary<string, string> { [Key] = MovedDummyBody + MacBody });
    }

    [Fact]
    public async Task Attach_port_with_its_mac_leaves_no_dummy_when_it_fails()
    {
        Controller.Trema.Descriptions[NetworkId] = "";
        Controller.AnswerWith(HttpStatusCode.InternalServerError, $"POST {Dummy}/attachments");

        var act = () => Driver("trema_portmac").AttachPortAsync(Port, Place, None);

        (await act.Should().ThrowAsync<ControllerException>()).Which.Status.Should().Be(HttpStatusCode.InternalServerError);
        Controller.Trema.Bindings.Should().BeEmpty();
    }

    [Fact]
    public async Task Detach_port_with_its_mac_deletes_the_attachment()
    {
        Controller.Trema.Descriptions[NetworkId] = "";
        Controller.Trema.Bindings[Key] = DummyBody + MacBody;

        await Driver("trema_portmac").DetachPortAsync(Port, Place, None);

        ShouldHaveReceived($"DELETE {Dummy}/attachments/{PortId}");
        Controller.Trema.Bindings.Should().BeEmpty();
    }

    [Fact]
    public async Task Attach_mac_posts_the_mac()
    {
        Controller.Trema.Descriptions[NetworkId] = "";

        await Driver("trema_mac").AttachPortAsync(Port, Place, None);

        ShouldHaveReceived($"POST {Attachments}", MacBody);
        Controller.Trema.Bindings.Should().ContainKey(Key);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task Attach_mac_that_is_known_replaces_it(HttpStatusCode duplicate)
    {
        Controller.Trema.Duplicate = duplicate;
        Controller.Trema.Descriptions[NetworkId] = "";
        Controller.Trema.Bindings[Key] = "another address";

        await Driver("trema_mac").AttachPortAsync(Port, Place, None);

        Controller.Lines.Should().Equal($"POST {Attachments}", $"DELETE {Attachments}/{PortId}", $"POST {Attachments}");
        Controller.Trema.Bindings[Key].Should().Be(MacBody);
    }

    [Fact]
    public async Task Detach_mac_deletes_the_attachment()
    {
        Controller.Trema.Descriptions[NetworkId] = "";
        Controller.Trema.Bindings[Key] = MacBody;

        await Driver("trema_mac").DetachPortAsync(Port, Place, None);

        ShouldHaveReceived($"DELETE {Attachments}/{PortId}");
        Controller.Trema.Bindings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("trema_port")]
    [InlineData("trema_portmac")]
    [InlineData("trema_mac")]
    public async Task Detach_port_that_is_not_known_is_done(string name)
    {
        await Driver(name).DetachPortAsync(Port, Place, None);

        Controller.Requests.Should().ContainSingle().Which.Answer.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("trema_port")]
    [InlineData("trema_portmac")]
    [InlineData("trema_mac")]
    public async Task Attach_port_of_a_network_that_is_not_known_fails(string name)
    {
        var act = () => Driver(name).AttachPortAsync(Port, Place, None);

        (await act.Should().ThrowAsync<ControllerException>()).Which.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("trema_port")]
    [InlineData("trema_portmac")]
    [InlineData("trema_mac")]
    public async Task Attach_port_that_stays_known_fails(string name)
    {
        Controller.AnswerWith(HttpStatusCode.Conflict);

        var act = () => Driver(name).AttachPortAsync(Port, Place, None);

        (await act.Should().ThrowAsync<ControllerException>()).Which.Status.Should().Be(HttpStatusCode.Conflict);
    }
}
