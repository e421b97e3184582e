using System.Reflection;
using System.Xml.Linq;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;

namespace Quantum.Server.Tests.Architecture;

/// <summary>Dependencies point one way: Resources, Core, Plugins, Server.</summary>
public sealed class ProjectTests
{
    private static readonly string[] Order = ["Quantum.Resources", "Quantum.Core", "Quantum.Plugins", "Quantum.Server"];

    [Theory]
    [InlineData("Quantum.Resources")]
    [InlineData("Quantum.Core", "Quantum.Resources")]
    [InlineData("Quantum.Plugins", "Quantum.Core")]
    [InlineData("Quantum.Server", "Quantum.Plugins")]
    public void A_project_refers_to_the_one_inside_it_only(string project, params string[] inside)
    {
        var referred = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        referred.Should().Equal(inside);
    }

    [Fact]
    public void The_vocabulary_depends_on_no_package()
    {
        References("Quantum.Resources", "PackageReference").Should().BeEmpty();
        References("Quantum.Resources", "FrameworkReference").Should().BeEmpty();
        typeof(ResourceDefinition).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name)
            .Should().OnlyContain(name => name!.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void No_assembly_knows_one_outside_it()
    {
        Assembly[] assemblies = [typeof(ResourceDefinition).Assembly, typeof(INetworkPlugin).Assembly, Assembly.Load("Quantum.Plugins")];

        foreach (var assembly in assemblies)
        {
            var outside = Order.Skip(Array.IndexOf(Order, assembly.GetName().Name) + 1);
            assembly.GetReferencedAssemblies().Select(referred => referred.Name)
                .Should().NotIntersectWith(outside, "{0} stands inside them", assembly.GetName().Name);
        }
    }

    [Fact]
    public void Only_the_server_speaks_HTTP()
    {
        Assembly[] assemblies = [typeof(ResourceDefinition).Assembly, typeof(INetworkPlugin).Assembly, Assembly.Load("Quantum.Plugins")];

        assemblies.SelectMany(assembly => assembly.GetReferencedAssemblies()).Select(referred => referred.Name)
            .Should().NotContain(name => name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root(), "src", project, $"{project}.csproj"))
            .Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Quantum.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
