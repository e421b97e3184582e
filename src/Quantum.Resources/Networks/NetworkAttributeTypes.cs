using Quantum.Resources.Attributes;

namespace Quantum.Resources.Networks;

/// <summary>Forms of the network attributes that have rules of their own.</summary>
internal static class NetworkAttributeTypes
{
    /// <summary>Bytes of the largest packet; 0: as many as what carries the network allows.</summary>
    public static AttributeType<int> Mtu { get; } = new()
    {
        Schema = AttributeTypes.Integer.Schema,
        Read = element => AttributeTypes.Integer.Read(element) switch
        {
            < 0 and var negative => throw AttributeFormatException.Invalid($"'{negative}' should be non-negative"),
            > 0 and < Network.SmallestMtu and var small =>
                throw AttributeFormatException.Invalid($"'{small}' is too small - must be at least '{Network.SmallestMtu}'"),
            var bytes => bytes,
        },
        ReadText = AttributeTypes.Integer.ReadText,
        Write = AttributeTypes.Integer.Write,
    };
}
