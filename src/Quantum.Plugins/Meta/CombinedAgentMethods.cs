using System.Text.Json;
using Quantum.Core.Agents;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;

namespace Quantum.Plugins.Meta;

/// <summary>
/// The methods of several plugins under their names. A method about a device is the business of the plugin that carries the
/// device's network; any other is called on all plugins that have it, each of which sees its own networks.
/// </summary>
internal sealed class CombinedAgentMethods(DeviceReports reports, Flavors flavors)
{
    public IReadOnlyList<AgentMethod> Combine() =>
    [
        .. flavors.All.Where(flavor => flavor.Plugin is IAgentPlugin)
            .SelectMany(flavor => ((IAgentPlugin)flavor.Plugin).AgentMethods, (flavor, method) => new OfFlavor(flavor.Name, method))
            .GroupBy(item => item.Method.Name, StringComparer.Ordinal)
            .Select(group => Combine([.. group])),
    ];

    private AgentMethod Combine(IReadOnlyList<OfFlavor> candidates)
    {
        var first = candidates[0].Method;
        return first with
        {
            Answer = Union(candidates.Select(candidate => candidate.Method.Answer)),
            Failures = [.. candidates.SelectMany(candidate => candidate.Method.Failures)],
            RunAsync = first.Device is { } device
                ? (call, cancellationToken) => InvokeOneAsync(candidates, device, call, cancellationToken)
                : (call, cancellationToken) => InvokeAllAsync(candidates, call, cancellationToken),
        };
    }

    /// <summary>Of a device that no candidate carries, the first one says that it is unknown.</summary>
    private async Task<Action<Utf8JsonWriter>> InvokeOneAsync(
        IReadOnlyList<OfFlavor> candidates, AgentArgument<string> device, AgentCall call, CancellationToken cancellationToken)
    {
        var network = await reports.NetworkOfAsync(call.Arguments.Get(device), cancellationToken);
        var flavor = network is null ? null : FlavorOf(network);
        var chosen = candidates.FirstOrDefault(candidate => candidate.Flavor == flavor) ?? candidates[0];
        return await InvokeAsync(chosen, call, cancellationToken);
    }

    private async Task<Action<Utf8JsonWriter>> InvokeAllAsync(
        IReadOnlyList<OfFlavor> candidates, AgentCall call, CancellationToken cancellationToken)
    {
        Action<Utf8JsonWriter> answer = static writer => writer.WriteNullValue();
        foreach (var candidate in candidates)
            answer = await InvokeAsync(candidate, call, cancellationToken);
        return answer;
    }

    private Task<Action<Utf8JsonWriter>> InvokeAsync(OfFlavor candidate, AgentCall call, CancellationToken cancellationToken) =>
        candidate.Method.InvokeAsync(call with { Carries = network => FlavorOf(network) == candidate.Flavor }, cancellationToken);

    private string FlavorOf(Network network) => flavors.Known(FlavorAttributes.Of(network, FlavorAttributes.Network));

    /// <summary>What plugins answer differs in what it tells; the first plugin's form is that of the rest.</summary>
    private static ValueSchema Union(IEnumerable<ValueSchema> answers) => answers.Aggregate((all, next) =>
        all.Properties is null || next.Properties is null
        ? all
        : all with { Properties = all.Properties.Concat(next.Properties).DistinctBy(member => member.Key).ToDictionary() });

    /// <summary>A method of the plugin of a flavor.</summary>
    private sealed record OfFlavor(string Flavor, AgentMethod Method);
}
