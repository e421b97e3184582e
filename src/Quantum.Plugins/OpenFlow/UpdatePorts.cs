using System.Text.Json;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Plugins.OpenFlow;

/// <summary><c>update_ports</c>: an agent tells which ports were plugged into its switch, and which were pulled out.</summary>
internal sealed class UpdatePorts
{
    private const int LongestName = 255;
    private const int LongestReport = 1000;
    private const string Twice = "port_added names a port or a place twice";
    private const string Port = "7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10";

    /// <summary>The queue on which the agent of 2012 listened; without effect.</summary>
    private static readonly AgentArgument<string> Topic =
        new("topic", AttributeTypes.Text(LongestName)) { Example = "\"q-agent-notifier\"", IsOptional = true };

    private static readonly AgentArgument<string> AgentId =
        new("agent_id", AttributeTypes.Text(LongestName)) { Example = "\"nec-q-agent.host-1\"" };

    private static readonly AgentArgument<ulong> DatapathId =
        new("datapath_id", SwitchReport.DatapathForm) { Example = "\"0x00001f2e3d4c5b6a\"" };

    private static readonly AgentArgument<IReadOnlyList<SwitchReport>> Added =
        new("port_added", SwitchReport.Form.List(NoList))
        {
            Example = $$"""[{"id": "{{Port}}", "port_no": 7, "mac": "fa:16:3e:00:00:01"}]""",
        };

    private static readonly AgentArgument<IReadOnlyList<Guid>> Removed =
        new("port_removed", AttributeTypes.Uuid.List(NoList)) { Example = "[]" };

    private readonly SwitchReports _reports;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>The method.</summary>
    /// <param name="reports">Takes over what agents say.</param>
    /// <param name="timeout">The time that the controller has for all that one call brings about.</param>
    /// <param name="time">The clock.</param>
    public UpdatePorts(SwitchReports reports, TimeSpan timeout, TimeProvider time)
    {
        (_reports, _timeout, _time) = (reports, timeout, time);
        Method = new("update_ports")
        {
            Description = "Report the ports that were plugged into a switch, and those that were pulled out.",
            Arguments = [Topic, AgentId, DatapathId, Added, Removed],
            Answer = AgentMethod.NoAnswer,
            AnswerExample = "null",
            Failures = [new InvalidInputException(Twice), new PluginBackendException("port", Guid.Parse(Port))],
            RunAsync = RunAsync,
        };
    }

    public AgentMethod Method { get; }

    /// <summary>An agent that goes away does not end what it began: the controller's time does.</summary>
    private async Task<Action<Utf8JsonWriter>> RunAsync(AgentCall call, CancellationToken cancellationToken)
    {
        var (added, removed) = (call.Arguments.Get(Added), call.Arguments.Get(Removed));
        if (added.DistinctBy(report => report.PortId).Count() < added.Count
            || added.DistinctBy(report => report.PortNo).Count() < added.Count)
            throw new InvalidInputException(Twice);
        if (added.Count + removed.Count > LongestReport)
            throw new InvalidInputException($"more than {LongestReport} ports in one report");

        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(_timeout, _time);
        try
        {
            await _reports.TakeAsync(call.Arguments.Get(DatapathId), added, removed, call.Carries, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new PluginBackendException("port", added.Select(report => report.PortId).Concat(removed).First());
        }

        return static writer => writer.WriteNullValue();
    }

    private static string NoList(string value) => $"'{value}' is not a list";
}
