namespace Quantum.Resources.Addressing;

/// <summary>Addresses as texts, in conditions of queries too.</summary>
public static class AddressText
{
    /// <summary>The address as the API prints it; database providers translate it.</summary>
    public static string Of(HostAddress address) => address.ToString();
}
