using Quantum.Core.Plugins;
using Quantum.Plugins.OpenFlow;

namespace Quantum.Plugins.Tests.OpenFlow;

public sealed class ControllerDriversTests : DriverTest
{
    [Theory]
    [InlineData("trema", null, "http://127.0.0.1:8888/")]
    [InlineData("trema_mac", null, "http://127.0.0.1:8888/")]
    [InlineData("ryu", null, "http://127.0.0.1:8080/")]
    [InlineData("trema", 9000, "http://127.0.0.1:9000/")]
    [InlineData("ryu", 9000, "http://127.0.0.1:9000/")]
    public void Port_follows_the_driver_unless_it_is_set(string driver, int? port, string address) =>
        ControllerDrivers.AddressOf(new() { Driver = driver, Port = port }).Should().Be(new Uri(address));

    [Theory]
    [InlineData("controller", false, "http://controller:8888/")]
    [InlineData("controller", true, "https://controller:8888/")]
    [InlineData("2001:db8::7", false, "http://[2001:db8::7]:8888/")]
    public void Address_has_the_scheme_and_the_host_of_the_options(string host, bool useSsl, string address) =>
        ControllerDrivers.AddressOf(new() { Host = host, UseSsl = useSsl }).Should().Be(new Uri(address));

    [Fact]
    public async Task Driver_speaks_with_the_controller_of_the_options()
    {
        using var driver = ControllerDrivers.Create(new() { Driver = "ryu", Port = Controller.Address.Port }, new PluginOptions());

        await driver.CreateNetworkAsync(Network, None);

        Controller.Ryu.Networks.Should().Equal(NetworkId);
    }

    [Fact]
    public async Task Driver_waits_as_long_as_the_options_say()
    {
        var options = new OpenFlowOptions { Port = Controller.Address.Port, RequestTimeout = 1 };
        using var driver = ControllerDrivers.Create(options, new PluginOptions());
        Controller.AnswerAfter(TimeSpan.FromMinutes(5));

        var act = () => driver.CreateNetworkAsync(Network, None);

        (await act.Should().ThrowAsync<ControllerException>()).WithMessage("*no answer within 1 s*");
    }

    [Fact]
    public async Task Ssl_is_spoken_when_it_is_asked_for()
    {
        var options = new OpenFlowOptions { Port = Controller.Address.Port, UseSsl = true };
        using var driver = ControllerDrivers.Create(options, new PluginOptions());

        var act = () => driver.CreateNetworkAsync(Network, None);

        (await act.Should().ThrowAsync<ControllerException>()).WithMessage("*Failed to connect OFC : The SSL connection*");
        Controller.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 5)]
    public void Request_must_end_before_the_backends_time(int requestTimeout, int backendTimeout)
    {
        var plugin = new PluginOptions { BackendTimeout = backendTimeout };

        var act = () => ControllerDrivers.Create(new() { RequestTimeout = requestTimeout }, plugin);

        act.Should().Throw<PluginLoadException>().WithMessage("Quantum:OpenFlow:RequestTimeout: *Quantum:BackendTimeout*");
    }

    [Fact]
    public void Driver_that_does_not_exist_is_refused()
    {
        var act = () => ControllerDrivers.Create(new OpenFlowOptions { Driver = "pfc" }, new PluginOptions());

        act.Should().Throw<PluginLoadException>().WithMessage("*Quantum:OpenFlow:Driver*pfc*");
    }
}
