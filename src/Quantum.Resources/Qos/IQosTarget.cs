namespace Quantum.Resources.Qos;

/// <summary>A resource whose traffic a QoS policy is about.</summary>
public interface IQosTarget
{
    /// <summary>The policy, or <c>null</c>.</summary>
    Guid? QosPolicyId { get; set; }
}
