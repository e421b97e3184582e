using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;

namespace Quantum.Core.Plugins;

/// <summary>Finds the configured plugin class and creates its one instance.</summary>
/// <param name="options">Which class, and where its assembly may lie.</param>
/// <param name="known">Assemblies whose classes have short names: <c>Database</c> is <c>DatabasePlugin</c>.</param>
public sealed class PluginLoader(PluginOptions options, IReadOnlyList<Assembly> known)
{
    private const string Suffix = "Plugin";

    /// <summary>Creates the plugin, with constructor parameters from the server's services.</summary>
    /// <exception cref="PluginLoadException">There is no such class, it is no plugin, or it cannot be created.</exception>
    public INetworkPlugin Load(IServiceProvider services)
    {
        var type = Find();
        if (!typeof(INetworkPlugin).IsAssignableFrom(type) || type.IsAbstract)
            throw new PluginLoadException($"Quantum:Plugin: {type.FullName} is not a plugin: it must be a class that implements {nameof(INetworkPlugin)}.");

        try
        {
            return (INetworkPlugin)ActivatorUtilities.CreateInstance(services, type);
        }
        catch (Exception e)
        {
            throw new PluginLoadException($"Quantum:Plugin: {type.FullName} cannot be created: {e.GetBaseException().Message}", e);
        }
    }

    private Type Find()
    {
        var comma = options.Plugin.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? FindKnown() : FindIn(options.Plugin[..comma].Trim(), options.Plugin[(comma + 1)..].Trim());
    }

    private Type FindKnown()
    {
        var plugins = known.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => typeof(INetworkPlugin).IsAssignableFrom(type) && !type.IsAbstract)
            .ToDictionary(type => type.Name[..^Suffix.Length], StringComparer.Ordinal);
        return plugins.TryGetValue(options.Plugin, out var found) ? found : throw new PluginLoadException(
            $"Quantum:Plugin: there is no plugin named '{options.Plugin}'. Known: {string.Join(", ", plugins.Keys.Order(StringComparer.Ordinal))}; "
            + "any other class is named as 'Namespace.Type, Assembly'.");
    }

    private Type FindIn(string typeName, string assemblyName)
    {
        try
        {
            return LoadAssembly(new AssemblyName(assemblyName)).GetType(typeName, throwOnError: true)!;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeLoadException or ReflectionTypeLoadException or ArgumentException)
        {
            throw new PluginLoadException($"Quantum:Plugin: '{options.Plugin}' cannot be loaded: {e.Message}", e);
        }
    }

    private Assembly LoadAssembly(AssemblyName name)
    {
        var path = options.PluginPath is { } folder ? Path.GetFullPath(Path.Combine(folder, $"{name.Name}.dll")) : null;
        return path is not null && File.Exists(path)
            ? new PluginLoadContext(path).LoadFromAssemblyPath(path)
            : AssemblyLoadContext.Default.LoadFromAssemblyName(name);
    }

    /// <summary>A plugin's own dependencies come from its folder; the contract and all that the server has come from the server.</summary>
    private sealed class PluginLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            try
            {
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (Exception e) when (e is FileNotFoundException or FileLoadException)
            {
                return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
            }
        }
    }
}
