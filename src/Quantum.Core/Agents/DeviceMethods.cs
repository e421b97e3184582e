using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Core.Agents;

/// <summary>The methods by which agents ask about the devices on their hosts and report them, for plugins to list.</summary>
public sealed class DeviceMethods
{
    private const int LongestName = 255;

    private static readonly AgentArgument<string> AgentId =
        new("agent_id", AttributeTypes.Text(LongestName)) { Example = "\"ovs525400123456\"" };

    private readonly DeviceReports _reports;
    private readonly DeviceNames _names;
    private readonly AgentArgument<string> _device;

    /// <summary>The methods of a plugin.</summary>
    /// <param name="reports">Finds and changes ports.</param>
    /// <param name="names">How the plugin's agents name devices.</param>
    public DeviceMethods(DeviceReports reports, DeviceNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        (_reports, _names) = (reports, names);
        _device = new("device", AttributeTypes.Text(LongestName)) { Example = $"\"{names.Example}\"" };
    }

    /// <summary><c>get_device_details</c>: what an agent has to build for a device that it found.</summary>
    /// <param name="details">What it is told, in order.</param>
    /// <param name="follows">The status that the port has from then on.</param>
    public AgentMethod GetDetails(IReadOnlyList<DeviceDetail> details, Func<Port, ResourceStatus> follows) => new("get_device_details")
    {
        Description = "Ask what to build for a device that appeared; of an unknown one only its name comes back.",
        Arguments = [_device, AgentId],
        Device = _device,
        Answer = Object([("device", _device.Schema), .. details.Select(detail => (detail.Name, detail.Schema))], required: ["device"]),
        AnswerExample = $"{{\"device\": \"{_names.Example}\"{string.Concat(details.Select(detail => $", \"{detail.Name}\": {detail.Example}"))}}}",
        RunAsync = async (call, cancellationToken) =>
        {
            var found = await ReportAsync(call, follows, cancellationToken);
            return writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("device", call.Arguments.Get(_device));
                foreach (var detail in found is null ? [] : details)
                    detail.Write(writer, found!);
                writer.WriteEndObject();
            };
        },
    };

    /// <summary><c>update_device_down</c>: the device is gone.</summary>
    public AgentMethod Down() => new("update_device_down")
    {
        Description = "Report that a device disappeared.",
        Arguments = [_device, AgentId],
        Device = _device,
        Answer = Object([("device", _device.Schema), ("exists", AttributeTypes.Boolean.Schema)], required: ["device", "exists"]),
        AnswerExample = $$"""{"device": "{{_names.Example}}", "exists": true}""",
        RunAsync = async (call, cancellationToken) =>
        {
            var found = await ReportAsync(call, static _ => ResourceStatus.Down, cancellationToken);
            return writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("device", call.Arguments.Get(_device));
                writer.WriteBoolean("exists", found is not null);
                writer.WriteEndObject();
            };
        },
    };

    /// <summary><c>update_device_up</c>: the device works.</summary>
    public AgentMethod Up() => new("update_device_up")
    {
        Description = "Report that a device works.",
        Arguments = [_device, AgentId],
        Device = _device,
        Answer = AgentMethod.NoAnswer,
        AnswerExample = "null",
        RunAsync = async (call, cancellationToken) =>
        {
            await ReportAsync(call, static _ => ResourceStatus.Active, cancellationToken);
            return static writer => writer.WriteNullValue();
        },
    };

    private static ValueSchema Object(IEnumerable<(string Name, ValueSchema Schema)> members, IReadOnlyList<string> required) => new()
    {
        Type = "object",
        Properties = members.ToDictionary(member => member.Name, member => member.Schema),
        Required = required,
    };

    private Task<PortDevice?> ReportAsync(AgentCall call, Func<Port, ResourceStatus> follows, CancellationToken cancellationToken) =>
        _reports.ReportAsync(_names, call.Arguments.Get(_device), call.Carries, follows, cancellationToken);
}
