namespace Quantum.Server.Tests.Operation;

/// <summary>What configuration can spoil is found before the server listens.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData("Quantum:Store", "oracle")]
    [InlineData("Quantum:Store", "7")]
    [InlineData("Quantum:BaseMac", "zz")]
    [InlineData("Quantum:BaseMac", "01:00:00:00:00:00")]
    [InlineData("Quantum:MacGenerationRetries", "0")]
    [InlineData("Quantum:MaxDnsNameservers", "-1")]
    [InlineData("Quantum:MaxSubnetHostRoutes", "-1")]
    [InlineData("Quantum:MaxAllowedAddressPair", "-1")]
    [InlineData("Quantum:LinuxBridge:VifType", "tap")]
    [InlineData("Quantum:DhcpLeaseDuration", "-2")]
    [InlineData("Quantum:ForceGatewayOnSubnet", "perhaps")]
    [InlineData("Quantum:AllowBulk", "perhaps")]
    [InlineData("Quantum:PaginationMaxLimit", "-1")]
    [InlineData("Quantum:PaginationMaxLimit", "many")]
    [InlineData("Quantum:LinkPrefix", "nowhere")]
    [InlineData("Quantum:MaxRequestBodyBytes", "0")]
    [InlineData("Quantum:MaxRequestHeaderBytes", "0")]
    [InlineData("Quantum:MaxRequestHeaders", "0")]
    [InlineData("Quantum:RateLimit:RequestsPerSecond", "-1")]
    [InlineData("Quantum:RateLimit:Burst", "0")]
    [InlineData("Quantum:RateLimit:TrustedProxies:0", "proxy.example.org")]
    [InlineData("Quantum:Profile", "grizzly")]
    [InlineData("Quantum:ErrorBody", "html")]
    [InlineData("Quantum:UnknownAttributes", "maybe")]
    [InlineData("Quantum:UnknownFilters", "maybe")]
    [InlineData("Quantum:StrictNetworkOwnership", "sometimes")]
    [InlineData("Quantum:PortStatus", "later")]
    [InlineData("Quantum:AllowOverlappingIps", "sometimes")]
    [InlineData("Quantum:HoldReleasedAddresses", "sometimes")]
    [InlineData("Quantum:IpChoice", "highest")]
    [InlineData("Quantum:Identity", "trust")]
    [InlineData("Quantum:Quota:Network", "ten")]
    [InlineData("Quantum:Quota:Subnet", "1.5")]
    [InlineData("Quantum:Quota:Router", "many")]
    [InlineData("Quantum:Quota:FloatingIp", "1e3")]
    [InlineData("Quantum:BackendTimeout", "0")]
    [InlineData("Quantum:Plugin", "Nothing")]
    [InlineData("Quantum:Plugin", "Quantum.Core.Nothing, Quantum.Core")]
    [InlineData("Quantum:PolicyFile", "/nowhere/policy.json")]
    public void A_bad_value_is_refused_under_its_key(string key, string value)
    {
        var failure = Record.Exception(() => Program.Build(["--urls=http://127.0.0.1:0", "--Quantum:Store=memory", $"--{key}={value}"]));

        failure.Should().NotBeNull();
        failure!.Message.Should().Contain(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--ConnectionStrings:Quantum=nonsense")]
    [InlineData("--ConnectionStrings:Quantum=Hots=127.0.0.1")]
    public void PostgreSQL_needs_a_connection_string(string argument)
    {
        var failure = Record.Exception(() => Program.Build(["--urls=http://127.0.0.1:0", "--Quantum:Store=postgres", argument]));

        failure.Should().NotBeNull();
        failure!.Message.Should().Contain("ConnectionStrings:Quantum");
    }

    [Theory]
    [InlineData(":memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Foo=1")]
    public void SQLite_needs_a_file(string connection)
    {
        var failure = Record.Exception(() => Program.Build(
            ["--urls=http://127.0.0.1:0", "--Quantum:Store=sqlite", $"--ConnectionStrings:Quantum={connection}"]));

        failure.Should().NotBeNull();
        failure!.Message.Should().Contain("ConnectionStrings:Quantum");
    }

    [Fact]
    public void All_bad_values_of_a_section_are_named_at_once()
    {
        var failure = Record.Exception(() => Program.Build(
            ["--urls=http://127.0.0.1:0", "--Quantum:Store=memory", "--Quantum:BaseMac=zz", "--Quantum:MaxDnsNameservers=-1"]));

        failure!.Message.Should().Contain("Quantum:BaseMac").And.Contain("Quantum:MaxDnsNameservers");
    }
}
