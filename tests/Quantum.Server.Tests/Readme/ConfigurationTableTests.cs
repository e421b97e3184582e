using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Quantum.Core.Agents;
using Quantum.Core.Database;
using Quantum.Core.Dns;
using Quantum.Core.Ipam;
using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Core.Ports;
using Quantum.Core.Quotas;
using Quantum.Core.Routers;
using Quantum.Plugins.LinuxBridge;
using Quantum.Plugins.Meta;
using Quantum.Plugins.OpenFlow;
using Quantum.Plugins.OpenVSwitch;
using Quantum.Server.Api;
using Quantum.Server.Hosting;
using Quantum.Server.Identity;
using Quantum.Server.Identity.Builtin;
using Quantum.Server.Identity.Keystone;

namespace Quantum.Server.Tests.Readme;

/// <summary>The README's configuration table is made from the options classes and their comments.</summary>
public sealed partial class ConfigurationTableTests
{
    private const string Begin = "<!-- configuration: generated from the options classes -->\n";
    private const string End = "<!-- end of configuration -->";

    /// <summary>Set it to have the test write the table instead of checking it.</summary>
    private const string WriteVariable = "QUANTUM_WRITE_README";

    private static readonly (Type Options, string Section)[] Classes =
    [
        (typeof(StoreOptions), "Quantum"),
        (typeof(PluginOptions), "Quantum"),
        (typeof(IdentityOptions), "Quantum"),
        (typeof(KeystoneOptions), "Quantum:Keystone"),
        (typeof(BuiltinOptions), "Quantum:Builtin"),
        (typeof(ProfileOptions), "Quantum"),
        (typeof(PolicyOptions), "Quantum"),
        (typeof(QuotaOptions), "Quantum:Quota"),
        (typeof(IpamOptions), "Quantum"),
        (typeof(PortOptions), "Quantum"),
        (typeof(DnsOptions), "Quantum"),
        (typeof(RouterOptions), "Quantum"),
        (typeof(AgentOptions), "Quantum"),
        (typeof(DatabasePluginOptions), "Quantum:Database"),
        (typeof(OpenVSwitchOptions), "Quantum:OpenVSwitch"),
        (typeof(LinuxBridgeOptions), "Quantum:LinuxBridge"),
        (typeof(MetaOptions), "Quantum:Meta"),
        (typeof(OpenFlowOptions), "Quantum:OpenFlow"),
        (typeof(ApiOptions), "Quantum"),
        (typeof(RateLimitOptions), "Quantum:RateLimit"),
    ];

    [Fact]
    public void The_readme_lists_every_option()
    {
        var table = Table();
        var text = ReadmeFile.Text;
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
            File.WriteAllText(ReadmeFile.Path, text[..begin] + table + text[end..]);
        else
            text[begin..end].Should().Be(table, "setting {0} writes the table anew", WriteVariable);
    }

    [Fact]
    public void Every_options_class_is_in_the_table()
    {
        var classes = new[] { typeof(StoreOptions).Assembly, typeof(MetaOptions).Assembly, typeof(ApiOptions).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && !Classes.Any(listed => listed.Options.IsSubclassOf(type)));

        classes.Should().BeEquivalentTo(Classes.Select(listed => listed.Options));
    }

    private static string Table()
    {
        var table = new StringBuilder("| Key | Default | Meaning |\n| --- | --- | --- |\n");
        foreach (var (options, section) in Classes)
        {
            var defaults = Activator.CreateInstance(options)!;
            foreach (var property in options.GetProperties())
            {
                var key = property is { Name: nameof(StoreOptions.Connection) } ? "ConnectionStrings:Quantum" : $"{section}:{property.Name}";
                table.Append(CultureInfo.InvariantCulture, $"| `{key}` | {Text(property.GetValue(defaults))} | {Comments(property.DeclaringType!.Assembly)[$"P:{property.DeclaringType.FullName}.{property.Name}"]} |\n");
            }
        }

        return table.ToString();
    }

    private static string Text(object? value) => value switch
    {
        null or Array { Length: 0 } or IDictionary { Count: 0 } => "",
        bool flag => flag ? "`true`" : "`false`",
        Enum name => $"`{name.ToString().ToLowerInvariant()}`",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static Dictionary<string, string> Comments(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Summary(member.Element("summary")!));

    private static string Summary(XElement summary)
    {
        var text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XText plain => plain.Value,
            _ => "",
        }));
        return Blanks().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
