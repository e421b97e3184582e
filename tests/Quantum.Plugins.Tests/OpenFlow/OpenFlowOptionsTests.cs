using System.ComponentModel.DataAnnotations;
using Quantum.Plugins.OpenFlow;

namespace Quantum.Plugins.Tests.OpenFlow;

public sealed class OpenFlowOptionsTests
{
    [Fact]
    public void Defaults_are_those_of_2012()
    {
        var options = new OpenFlowOptions();

        options.Should().BeEquivalentTo(
            new { Driver = "trema", Host = "127.0.0.1", Port = (int?)null, UseSsl = false, RequestTimeout = 10 });
        FailuresOf(options).Should().BeEmpty();
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("trema_port")]
    [InlineData("trema_portmac")]
    [InlineData("trema_mac")]
    [InlineData("ryu")]
    public void Every_driver_may_be_named(string driver) => FailuresOf(new() { Driver = driver }).Should().BeEmpty();

    [Theory]
    [InlineData("pfc")]
    [InlineData("Trema")]
    [InlineData("")]
    public void Driver_that_does_not_exist_is_refused(string driver) =>
        FailuresOf(new() { Driver = driver }).Should().Equal("Driver: must be trema, trema_port, trema_portmac, trema_mac or ryu");

    [Theory]
    [InlineData("controller")]
    [InlineData("controller.example.org")]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7")]
    public void Host_is_a_name_or_an_address(string host) => FailuresOf(new() { Host = host }).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("http://controller")]
    [InlineData("controller:8888")]
    [InlineData("a b")]
    public void Host_that_is_none_is_refused(string host) =>
        FailuresOf(new() { Host = host }).Should().Equal("Host: must be a host name or an address");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Port_that_is_none_is_refused(int port) =>
        FailuresOf(new() { Port = port }).Should().ContainSingle().Which.Should().StartWith("Port: ");

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    public void Timeout_without_reason_is_refused(int seconds) =>
        FailuresOf(new() { RequestTimeout = seconds }).Should().ContainSingle().Which.Should().StartWith("RequestTimeout: ");

    private static IEnumerable<string> FailuresOf(OpenFlowOptions options)
    {
        var failures = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true);
        return failures.Select(failure => $"{failure.MemberNames.Single()}: {failure.ErrorMessage}");
    }
}
