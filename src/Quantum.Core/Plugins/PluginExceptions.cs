using Quantum.Resources.Errors;

namespace Quantum.Core.Plugins;

/// <summary>
/// The plugin's backend did not carry out a change that is already committed (503). The resource is in status
/// <c>ERROR</c> until the plugin repairs it.
/// </summary>
/// <param name="resource">Name of the resource's kind.</param>
/// <param name="id">The resource.</param>
public sealed class PluginBackendException(string resource, Guid id)
    : QuantumException(ErrorKind.Unavailable, $"The network backend failed to apply the change to {resource} {id}.");

/// <summary>The configured plugin cannot be used: the server does not start.</summary>
/// <param name="message">What is wrong and which setting to change.</param>
/// <param name="cause">The failure behind it, or <c>null</c>.</param>
public sealed class PluginLoadException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Raised by a plugin's own rules: the change is refused (409) and nothing happens.</summary>
/// <param name="type">Name that clients dispatch on, for example <c>VlanIdInUse</c>.</param>
/// <param name="message">The text for the client.</param>
public sealed class PluginRefusedException(string type, string message) : QuantumException(ErrorKind.Conflict, message)
{
    /// <inheritdoc />
    public override string Type => type;
}
