using Quantum.Resources.Addressing;

namespace Quantum.Resources.Trunks;

/// <summary>What a port shows of the trunk whose parent it is.</summary>
/// <param name="TrunkId">The trunk.</param>
/// <param name="SubPorts">The ports that it carries, with their hardware addresses.</param>
public sealed record TrunkDetails(Guid TrunkId, IReadOnlyList<(SubPortDetails Port, MacAddress MacAddress)> SubPorts);
