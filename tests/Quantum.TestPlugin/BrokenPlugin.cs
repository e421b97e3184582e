using Quantum.Core.Plugins;

namespace Acme.Networking;

/// <summary>A plugin that cannot be created.</summary>
public sealed class BrokenPlugin : DatabasePlugin
{
    /// <summary>Fails.</summary>
    public BrokenPlugin(PluginServices services)
        : base(services) => throw new InvalidDataException("The licence has expired.");
}
