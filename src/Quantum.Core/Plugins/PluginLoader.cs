using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;

namespace Quantum.Core.Plugins;

/// <summary>Finds the configured plugin class and creates its one instance; other classes for plugins that contain some.</summary>
/// <param name="options">Which class, and where its assembly may lie.</param>
/// <param name="known">Assemblies whose classes have short names: <c>Database</c> is <c>DatabasePlugin</c>.</param>
public sealed class PluginLoader(PluginOptions options, IReadOnlyList<Assembly> known)
{
    private const string Suffix = "Plugin";

    private const string Key = "Quantum:Plugin";

    /// <summary>Creates the plugin, with constructor parameters from the server's services.</summary>
    /// <exception cref="PluginLoadException">There is no such class, it is no plugin, or it cannot be created.</exception>
    public INetworkPlugin Load(IServiceProvider services) => Create(Find(options.Plugin, Key), Key, services);

    /// <summary>The class of a plugin.</summary>
    /// <param name="name">Its short name, or <c>Namespace.Type, Assembly</c>.</param>
    /// <param name="key">The setting that names it, for failures.</param>
    /// <exception cref="PluginLoadException">There is no such class, or it is no plugin.</exception>
    public Type Find(string name, string key)
    {
        ArgumentNullException.ThrowIfNull(name);
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var type = comma < 0 ? FindKnown(name, key) : FindIn(name[..comma].Trim(), name[(comma + 1)..].Trim(), name, key);
        return typeof(INetworkPlugin).IsAssignableFrom(type) && !type.IsAbstract
            ? type
            : throw new PluginLoadException($"{key}: {type.FullName} is not a plugin: it must be a class that implements {nameof(INetworkPlugin)}.");
    }

    /// <summary>An instance of a class that <see cref="Find"/> found, with constructor parameters from the server's services.</summary>
    /// <exception cref="PluginLoadException">It cannot be created.</exception>
    public static INetworkPlugin Create(Type type, string key, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(type);
        try
        {
            return (INetworkPlugin)ActivatorUtilities.CreateInstance(services, type);
        }
        catch (Exception e) when (e is not PluginLoadException)
        {
            throw new PluginLoadException($"{key}: {type.FullName} cannot be created: {e.GetBaseException().Message}", e);
        }
    }

    private Type FindKnown(string name, string key)
    {
        var plugins = known.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => typeof(INetworkPlugin).IsAssignableFrom(type) && !type.IsAbstract)
            .ToDictionary(type => type.Name[..^Suffix.Length], StringComparer.Ordinal);
        return plugins.TryGetValue(name, out var found) ? found : throw new PluginLoadException(
            $"{key}: there is no plugin named '{name}'. Known: {string.Join(", ", plugins.Keys.Order(StringComparer.Ordinal))}; "
            + "any other class is named as 'Namespace.Type, Assembly'.");
    }

    private Type FindIn(string typeName, string assemblyName, string name, string key)
    {
        try
        {
            return LoadAssembly(new AssemblyName(assemblyName)).GetType(typeName, throwOnError: true)!;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeLoadException or ReflectionTypeLoadException or ArgumentException)
        {
            throw new PluginLoadException($"{key}: '{name}' cannot be loaded: {e.Message}", e);
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
