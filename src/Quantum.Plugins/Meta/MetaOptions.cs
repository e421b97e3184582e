using System.ComponentModel.DataAnnotations;

namespace Quantum.Plugins.Meta;

/// <summary>Which plugins the plugin <c>Meta</c> combines; section <c>Quantum:Meta</c>.</summary>
public sealed class MetaOptions : IValidatableObject
{
    /// <summary>The plugins of networks, each as <c>flavor:plugin</c> with the plugin named as in <c>Quantum:Plugin</c>. Default: none.</summary>
    public string[] PluginList { get; set; } = [];

    /// <summary>
    /// The plugins of routers, in the same form; a flavor that <c>PluginList</c> has too means the plugin there. Default: none.
    /// </summary>
    public string[] L3PluginList { get; set; } = [];

    /// <summary>Flavor of networks whose creator names none or an unknown one; one of <c>PluginList</c>.</summary>
    public string DefaultFlavor { get; set; } = "";

    /// <summary>Flavor of routers whose creator names none or an unknown one; one of <c>L3PluginList</c>.</summary>
    public string DefaultL3Flavor { get; set; } = "";

    /// <summary>Nothing is set: acceptable while the plugin is another one.</summary>
    private bool IsEmpty => PluginList.Length == 0 && L3PluginList.Length == 0 && DefaultFlavor.Length == 0 && DefaultL3Flavor.Length == 0;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => IsEmpty ? [] : Failures();

    /// <summary>What is wrong when the plugin is <c>Meta</c>.</summary>
    internal IEnumerable<ValidationResult> Failures() =>
    [
        .. Failures(nameof(PluginList), PluginList, nameof(DefaultFlavor), DefaultFlavor, "default_flavor"),
        .. Failures(nameof(L3PluginList), L3PluginList, nameof(DefaultL3Flavor), DefaultL3Flavor, "default_l3_flavor"),
    ];

    /// <summary>Splits an entry; the plugin's name may have a comma, the flavor no colon.</summary>
    internal static (string Flavor, string Plugin)? Parse(string entry) =>
        entry.Split(':', 2) is [{ Length: > 0 } flavor, { Length: > 0 } plugin] && flavor.Length <= FlavorAttributes.MaxLength
            ? (flavor, plugin)
            : null;

    private static IEnumerable<ValidationResult> Failures(string listKey, string[] list, string flavorKey, string flavor, string flavorName)
    {
        foreach (var entry in list.Where(entry => Parse(entry) is null))
            yield return new($"'{entry}' is not flavor:plugin", [listKey]);

        var flavors = list.Select(Parse).OfType<(string Flavor, string Plugin)>().Select(entry => entry.Flavor).ToList();
        foreach (var twice in flavors.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new($"flavor '{twice.Key}' is listed twice", [listKey]);
        if (!flavors.Contains(flavor, StringComparer.Ordinal))
            yield return new($"{flavorName} {flavor} is not plugin list", [flavorKey]);
    }
}
