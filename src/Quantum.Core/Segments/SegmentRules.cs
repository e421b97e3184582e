using System.Globalization;
using Quantum.Resources.Errors;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>What segments a client may choose. Texts and their order are those of the API's last 2012 update.</summary>
internal static class SegmentRules
{
    private const string DefaultPhysicalNetwork = "default";

    /// <summary>The segment that a request asks for; <c>null</c>: a local network, which has none.</summary>
    /// <exception cref="InvalidInputException">The request contradicts itself or the plan.</exception>
    public static NetworkSegment? Choose(SegmentPlan plan, SegmentRequest request, Guid networkId)
    {
        var type = request.NetworkType ?? throw new InvalidInputException("provider:network_type required");
        if (!plan.Supported.Contains(type))
            throw new InvalidInputException($"provider:network_type {type.ToString().ToLowerInvariant()} not supported");

        switch (type)
        {
            case NetworkType.Flat:
                DemandNoSegmentationId(request, "flat");
                break;
            case NetworkType.Vlan:
                DemandSegmentationId(request);
                break;
            case NetworkType.Local:
                DemandNoPhysicalNetwork(request, "local");
                DemandNoSegmentationId(request, "local");
                return null;
            default:
                DemandTunnel(plan, request, type.ToString().ToUpperInvariant());
                break;
        }

        return new()
        {
            NetworkId = networkId,
            NetworkType = type,
            PhysicalNetwork = type is NetworkType.Flat or NetworkType.Vlan ? PhysicalNetwork(plan, request) : null,
            SegmentationId = request.SegmentationId,
        };
    }

    /// <summary>The refusal of a segment that carries another network.</summary>
    public static QuantumException InUse(NetworkSegment segment) => segment.NetworkType switch
    {
        NetworkType.Flat => new FlatNetworkInUseException(segment.PhysicalNetwork!),
        NetworkType.Vlan => new VlanIdInUseException(segment.SegmentationId!.Value, segment.PhysicalNetwork!),
        _ => new TunnelIdInUseException(segment.SegmentationId!.Value),
    };

    private static void DemandTunnel(SegmentPlan plan, SegmentRequest request, string name)
    {
        if (!plan.EnableTunneling)
            throw new InvalidInputException($"{name} networks are not enabled");
        DemandNoPhysicalNetwork(request, name);
        DemandSegmentationId(request);
    }

    private static void DemandSegmentationId(SegmentRequest request)
    {
        var id = request.SegmentationId ?? throw new InvalidInputException("provider:segmentation_id required");
        var limits = SegmentLimits.Of(request.NetworkType!.Value);
        if (id < 0 || !limits.Contains((UInt128)id))
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture, $"provider:segmentation_id out of range ({limits.First} through {limits.Last})"));
        }
    }

    private static void DemandNoSegmentationId(SegmentRequest request, string name)
    {
        if (request.SegmentationId is not null)
            throw new InvalidInputException($"provider:segmentation_id specified for {name} network");
    }

    private static void DemandNoPhysicalNetwork(SegmentRequest request, string name)
    {
        if (request.PhysicalNetwork is not null)
            throw new InvalidInputException($"provider:physical_network specified for {name} network");
    }

    private static string PhysicalNetwork(SegmentPlan plan, SegmentRequest request)
    {
        if (request.PhysicalNetwork is { } asked)
            return plan.Knows(asked) ? asked : throw new InvalidInputException($"unknown provider:physical_network {asked}");

        return plan.Knows(DefaultPhysicalNetwork)
            ? DefaultPhysicalNetwork
            : throw new InvalidInputException("provider:physical_network required");
    }
}
