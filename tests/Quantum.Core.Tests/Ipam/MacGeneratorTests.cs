using System.ComponentModel.DataAnnotations;
using Quantum.Core.Ipam;

namespace Quantum.Core.Tests.Ipam;

public sealed class MacGeneratorTests
{
    [Theory]
    [InlineData("fa:16:3e:00:00:00", "fa:16:3e:ab:ab:ab")]
    [InlineData("fa:16:3e:00:77:88", "fa:16:3e:ab:ab:ab")]
    [InlineData("fa:16:3e:4f:00:00", "fa:16:3e:4f:ab:ab")]
    [InlineData("FA:16:3E:4F:00:00", "fa:16:3e:4f:ab:ab")]
    [InlineData("00:00:00:00:00:00", "00:00:00:ab:ab:ab")]
    public void Prefix_is_three_octets_or_four_when_the_fourth_is_set(string baseMac, string expected)
    {
        using var random = ScriptedRandom.Always(0xab);

        new MacGenerator(new IpamOptions { BaseMac = baseMac }, random).Next().ToString().Should().Be(expected);
    }

    [Fact]
    public void Rest_is_random()
    {
        using var random = ScriptedRandom.Seeded(1);
        var generator = new MacGenerator(new IpamOptions(), random);

        var macs = Enumerable.Range(0, 200).Select(_ => generator.Next()).ToList();

        macs.Should().OnlyHaveUniqueItems().And.OnlyContain(mac => !mac.IsMulticast);
        macs.Select(mac => mac.ToString()).Should().OnlyContain(text => text.StartsWith("fa:16:3e:", StringComparison.Ordinal));
        macs.Select(mac => mac.ToOctets()[3]).Distinct().Should().HaveCountGreaterThan(50);
    }

    [Fact]
    public void Default_prefix_is_that_of_the_field() => new IpamOptions().BaseMac.Should().Be("fa:16:3e:00:00:00");

    [Theory]
    [InlineData("fa:16:3e:00:00:00", true)]
    [InlineData("FE:16:3e:4f:00:00", true)]
    [InlineData("fb:16:3e:00:00:00", false)]
    [InlineData("01:16:3e:00:00:00", false)]
    [InlineData("fa:16:3e:00:00", false)]
    [InlineData("fa:16:3e:00:00:00:00", false)]
    [InlineData("fa-16-3e-00-00-00", false)]
    [InlineData("fa:16:3e:00:00:0g", false)]
    [InlineData("a:16:3e:00:00:00", false)]
    [InlineData(" fa:16:3e:00:00:00", false)]
    [InlineData("fa:16:3e:00:00:00\n", false)]
    public void Base_mac_must_be_a_unicast_address(string baseMac, bool isValid)
    {
        var failures = new List<ValidationResult>();
        var options = new IpamOptions { BaseMac = baseMac };

        Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true).Should().Be(isValid);

        failures.SelectMany(failure => failure.MemberNames).Should().Equal(isValid ? [] : ["BaseMac"]);
    }
}
