namespace Quantum.Server.Tests.Plugins;

/// <summary>Bodies that ask for what carries a network.</summary>
public static class ProviderBody
{
    /// <summary>The attributes that are not null.</summary>
    public static Dictionary<string, object> Of(string? type, string? physicalNetwork = null, int? segmentationId = null)
    {
        var body = new Dictionary<string, object>();
        if (type is not null)
            body["provider:network_type"] = type;
        if (physicalNetwork is not null)
            body["provider:physical_network"] = physicalNetwork;
        if (segmentationId is { } id)
            body["provider:segmentation_id"] = id;
        return body;
    }
}
