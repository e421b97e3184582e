using System.Linq.Expressions;
using Quantum.Core.Requests;
using Quantum.Resources.Ports;

namespace Quantum.Core.Agents;

/// <summary>How agents of a kind name the device of a port.</summary>
public abstract class DeviceNames
{
    private DeviceNames()
    {
    }

    /// <summary>By the port's id.</summary>
    public static DeviceNames PortId { get; } = new OfPortId();

    /// <summary>By <c>tap</c> and the first 11 characters of the port's id: what a Linux interface's name has room for.</summary>
    public static DeviceNames Tap { get; } = new OfTap();

    /// <summary>A device's name, for documents.</summary>
    public abstract string Example { get; }

    /// <summary>The ports that the device may be of; <c>null</c> when no port's device has such a name.</summary>
    internal abstract Expression<Func<Port, bool>>? Match(string device);

    private sealed class OfPortId : DeviceNames
    {
        public override string Example => "7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10";

        internal override Expression<Func<Port, bool>>? Match(string device) =>
            ResourceId.TryRead(device, out var id) ? port => port.Id == id : null;
    }

    private sealed class OfTap : DeviceNames
    {
        private const string Prefix = "tap";
        private const int IdLength = 11;
        private const string LowestId = "00000000-0000-0000-0000-000000000000";
        private const string HighestId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

        public override string Example => "tap7c5e2a1e-0b";

        /// <summary>A range of the primary key: both databases order ids as their text.</summary>
        internal override Expression<Func<Port, bool>>? Match(string device)
        {
            if (!device.StartsWith(Prefix, StringComparison.Ordinal) || device.Length != Prefix.Length + IdLength)
                return null;

            var start = device[Prefix.Length..];
            return ResourceId.TryRead(start + LowestId[IdLength..], out var first)
                && Guid.TryParseExact(start + HighestId[IdLength..], "D", out var last)
                ? port => port.Id >= first && port.Id <= last
                : null;
        }
    }
}
