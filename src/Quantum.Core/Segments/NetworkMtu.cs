using Quantum.Core.Plugins;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>The largest packet of networks, which what carries them limits.</summary>
internal static class NetworkMtu
{
    /// <summary>The outer IPv4 header.</summary>
    private const int IpHeader = 20;

    private const int GreOverhead = IpHeader + 22;
    private const int VxlanOverhead = IpHeader + 30;

    /// <summary>Decides the MTU of a network whose segment is decided.</summary>
    /// <exception cref="InvalidInputException">The client asks for more than the segment carries.</exception>
    public static void Settle(SegmentPlan plan, ResourceChange<Network> change)
    {
        var isSent = change.Values.TryGet(NetworkResource.Mtu, out var asked);
        if (change.Kind == ChangeKind.Delete || (change.Kind == ChangeKind.Update && !isSent))
            return;

        var largest = Largest(plan, change.Resource.Segment);
        if (asked > largest)
            throw new InvalidInputException(FormattableString.Invariant($"Requested MTU is too big, maximum is {largest}"));
        change.Resource.Mtu = asked > 0 ? asked : largest;
    }

    private static int Largest(SegmentPlan plan, NetworkSegment? segment) => plan.GlobalPhysnetMtu - segment?.NetworkType switch
    {
        NetworkType.Gre => GreOverhead,
        NetworkType.Vxlan => VxlanOverhead,
        _ => 0,
    };
}
