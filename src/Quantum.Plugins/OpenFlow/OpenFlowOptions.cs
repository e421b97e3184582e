using System.ComponentModel.DataAnnotations;

namespace Quantum.Plugins.OpenFlow;

/// <summary>Which OpenFlow controller is told about networks and ports, and how; section <c>Quantum:OpenFlow</c>.</summary>
public sealed class OpenFlowOptions : IValidatableObject
{
    /// <summary>
    /// What the controller understands, and what identifies a port to it. <c>trema</c> (default) and <c>trema_port</c>: a
    /// Trema sliceable switch, by switch port and VLAN; <c>trema_portmac</c>: the same and the MAC address; <c>trema_mac</c>:
    /// the MAC address alone; <c>ryu</c>: Ryu, by switch port.
    /// </summary>
    [AllowedValues("trema", "trema_port", "trema_portmac", "trema_mac", "ryu",
        ErrorMessage = "must be trema, trema_port, trema_portmac, trema_mac or ryu")]
    public string Driver { get; set; } = "trema";

    /// <summary>The controller's name or address. Default 127.0.0.1.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The controller's TCP port, 1 to 65535. Default 8888, for <c>ryu</c> 8080.</summary>
    [Range(1, 65535)]
    public int? Port { get; set; }

    /// <summary>Speaks HTTPS; the controller's certificate must be one that the machine trusts. Default false.</summary>
    public bool UseSsl { get; set; }

    /// <summary>
    /// Seconds that the controller has to answer one request, 1 to 3599; then the request counts as failed. Default 10; must be
    /// below <c>Quantum:BackendTimeout</c>.
    /// </summary>
    [Range(1, 3599)]
    public int RequestTimeout { get; set; } = 10;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new("must be a host name or an address", [nameof(Host)]);
    }
}
