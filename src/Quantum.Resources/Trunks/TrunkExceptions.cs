using System.Globalization;
using Quantum.Resources.Errors;

namespace Quantum.Resources.Trunks;

/// <summary>No such trunk, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class TrunkNotFoundException(string id) : QuantumException(ErrorKind.NotFound, $"Trunk {id} could not be found.");

/// <summary>The trunk does not carry the port (404).</summary>
/// <param name="portId">The port.</param>
/// <param name="trunkId">The trunk.</param>
public sealed class SubPortNotFoundException(Guid portId, Guid trunkId)
    : QuantumException(ErrorKind.NotFound, $"SubPort {portId} on trunk {trunkId} could not be found.");

/// <summary>A trunk carries the port (409).</summary>
/// <param name="portId">The port.</param>
public sealed class TrunkPortInUseException(Guid portId) : QuantumException(ErrorKind.InUse, $"Port {portId} is in use by another trunk.");

/// <summary>The port is the parent of a trunk (409).</summary>
/// <param name="portId">The port.</param>
public sealed class ParentPortInUseException(Guid portId)
    : QuantumException(ErrorKind.InUse, $"Port {portId} is currently in use and is not eligible for use as a parent port.");

/// <summary>The trunk has the tag already (409).</summary>
/// <param name="type">Its kind.</param>
/// <param name="tag">The tag.</param>
/// <param name="trunkId">The trunk.</param>
public sealed class DuplicateSubPortException(string type, int tag, Guid trunkId)
    : QuantumException(ErrorKind.InUse, string.Create(
        CultureInfo.InvariantCulture, $"segmentation_type {type} and segmentation_id {tag} already in use on trunk {trunkId}."));

/// <summary>The parent of a trunk cannot be deleted (409).</summary>
/// <param name="portId">The port.</param>
/// <param name="trunkId">The trunk.</param>
public sealed class PortInUseAsTrunkParentException(Guid portId, Guid trunkId)
    : QuantumException(ErrorKind.InUse, $"Port {portId} is currently a parent port for trunk {trunkId}.");

/// <summary>A port that a trunk carries cannot be deleted (409).</summary>
/// <param name="portId">The port.</param>
/// <param name="trunkId">The trunk.</param>
public sealed class PortInUseAsSubPortException(Guid portId, Guid trunkId)
    : QuantumException(ErrorKind.InUse, $"Port {portId} is currently a subport for trunk {trunkId}.");

/// <summary>A network of a carried port takes longer packets than that of the parent (409).</summary>
/// <param name="portId">The port.</param>
/// <param name="mtu">What its network takes.</param>
/// <param name="parentId">The parent.</param>
/// <param name="parentMtu">What the parent's network takes.</param>
public sealed class SubPortMtuGreaterThanTrunkPortMtuException(Guid portId, int mtu, Guid parentId, int parentMtu)
    : QuantumException(ErrorKind.Conflict, string.Create(
        CultureInfo.InvariantCulture, $"MTU {mtu} of subport {portId} cannot be greater than MTU {parentMtu} of trunk {parentId}."));

/// <summary>The parent is plugged in on its host, where the trunk cannot be taken apart (409).</summary>
/// <param name="id">The trunk.</param>
public sealed class TrunkInUseException(Guid id) : QuantumException(ErrorKind.InUse, $"Trunk {id} is currently in use.");

/// <summary>A trunk that is administratively down keeps its ports (409).</summary>
/// <param name="id">The trunk.</param>
public sealed class TrunkDisabledException(Guid id) : QuantumException(ErrorKind.Conflict, $"Trunk {id} is currently disabled.");

/// <summary>A trunk that does not work takes no more ports (409).</summary>
/// <param name="id">The trunk.</param>
public sealed class TrunkInErrorStateException(Guid id)
    : QuantumException(ErrorKind.Conflict, $"Trunk {id} is in error state. Attempt to resolve the error condition before proceeding.");
