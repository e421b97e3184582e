using System.Net;
using Quantum.Plugins.OpenFlow;

namespace Quantum.Plugins.Tests.OpenFlow;

/// <summary>Networks are the same in all variants of the Trema dialect.</summary>
public sealed class TremaNetworkTests : DriverTest
{
    private const string Created = $$"""{"id":"{{NetworkId}}","description":"ID={{NetworkId}} Name=web at Quantum."}""";
    private const string Changed = $$"""{"description":"ID={{NetworkId}} Name=Straße \"1\" at Quantum."}""";

    [Theory]
    [InlineData("trema")]
    [InlineData("trema_port")]
    [InlineData("trema_portmac")]
    [InlineData("trema_mac")]
    public async Task Create_network_posts_id_and_description(string name)
    {
        await Driver(name).CreateNetworkAsync(Network, None);

        ShouldHaveReceived("POST /networks", Created);
        Controller.Trema.Descriptions.Should().ContainKey(NetworkId);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task Create_network_that_is_known_is_done(HttpStatusCode duplicate)
    {
        Controller.Trema.Duplicate = duplicate;
        var driver = Driver("trema");
        await driver.CreateNetworkAsync(Network, None);

        await driver.CreateNetworkAsync(Network, None);

        Controller.Lines.Should().Equal("POST /networks", "POST /networks");
        Controller.Trema.Descriptions.Should().ContainSingle();
    }

    [Fact]
    public async Task Register_network_that_is_not_known_creates_it()
    {
        await Driver("trema").RegisterNetworkAsync(Network, None);

        ShouldHaveReceived("POST /networks", Created);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task Register_network_that_is_known_renews_its_description(HttpStatusCode duplicate)
    {
        Controller.Trema.Duplicate = duplicate;
        var driver = Driver("trema");
        await driver.CreateNetworkAsync(Network, None);

        await driver.RegisterNetworkAsync(Renamed, None);

        Controller.Lines.Should().Equal("POST /networks", "POST /networks", $"PUT /networks/{NetworkId}");
        Controller.Trema.Descriptions[NetworkId].Should().Be($"ID={NetworkId} Name=Straße \"1\" at Quantum.");
    }

    [Fact]
    public async Task Update_network_puts_the_description()
    {
        await Driver("trema").CreateNetworkAsync(Network, None);

        await Driver("trema").UpdateNetworkAsync(Renamed, None);

        ShouldSay(Controller.Requests[^1], $"PUT /networks/{NetworkId}", Changed);
    }

    [Fact]
    public async Task Update_network_that_is_not_known_fails()
    {
        var act = () => Driver("trema").UpdateNetworkAsync(Network, None);

        (await act.Should().ThrowAsync<ControllerException>()).Which.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_network_deletes_it()
    {
        await Driver("trema").CreateNetworkAsync(Network, None);

        await Driver("trema").DeleteNetworkAsync(Network, None);

        ShouldBeBare(Controller.Requests[^1], $"DELETE /networks/{NetworkId}");
        Controller.Trema.Descriptions.Should().BeEmpty();
    }

    [Fact]
    public async Task Delete_network_that_is_not_known_is_done()
    {
        await Driver("trema").DeleteNetworkAsync(Network, None);

        Controller.Requests.Should().ContainSingle().Which.Answer.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_is_prepared()
    {
        await Driver("trema").PrepareAsync(None);

        Controller.Requests.Should().BeEmpty();
    }
}
