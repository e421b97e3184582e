using Quantum.Core.Plugins;

namespace Quantum.Plugins.Meta;

/// <summary>Plugins by flavor.</summary>
internal sealed class Flavors(IReadOnlyDictionary<string, DatabasePlugin> plugins, string otherwise)
{
    public IEnumerable<DatabasePlugin> Plugins => plugins.Values;

    public IEnumerable<(string Name, DatabasePlugin Plugin)> All => plugins.Select(entry => (entry.Key, entry.Value));

    /// <summary>The flavor meant: the default when it is missing or unknown.</summary>
    public string Known(string? flavor) => flavor is not null && plugins.ContainsKey(flavor) ? flavor : otherwise;

    /// <summary>The part of the flavor's plugin in changes.</summary>
    public PluginHooks Hooks(string? flavor) => plugins[Known(flavor)].Hooks;
}
