using System.ComponentModel.DataAnnotations;

namespace Quantum.Server.Identity.Keystone;

/// <summary>The Keystone that knows the callers, and who this server is to it; section <c>Quantum:Keystone</c>.</summary>
public sealed class KeystoneOptions
{
    /// <summary>Address of Keystone, with or without version: <c>http://127.0.0.1:5000/v3</c>. Required.</summary>
    [Url(ErrorMessage = "must be an http or https address")]
    public string? AuthUrl { get; set; }

    /// <summary>Address of Keystone that refused clients are told. Default: <c>AuthUrl</c>.</summary>
    [Url(ErrorMessage = "must be an http or https address")]
    public string? WwwAuthenticateUri { get; set; }

    /// <summary>The user that this server is; needs role <c>service</c> or <c>admin</c>. Required without application credential.</summary>
    public string? Username { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>Id of the user's domain. Default <c>default</c>, unless the name is given.</summary>
    public string? UserDomainId { get; set; }

    /// <summary>Name of the user's domain.</summary>
    public string? UserDomainName { get; set; }

    /// <summary>The project that the user works for. Default <c>service</c>.</summary>
    public string ProjectName { get; set; } = "service";

    /// <summary>Id of the project's domain. Default <c>default</c>, unless the name is given.</summary>
    public string? ProjectDomainId { get; set; }

    /// <summary>Name of the project's domain.</summary>
    public string? ProjectDomainName { get; set; }

    /// <summary>An application credential of the user, in place of name and password.</summary>
    public string? ApplicationCredentialId { get; set; }

    /// <summary>The application credential's secret.</summary>
    public string? ApplicationCredentialSecret { get; set; }

    /// <summary>File with the authorities (PEM) that Keystone's certificate must come from. Default: those of the machine.</summary>
    public string? CaFile { get; set; }

    /// <summary>File with the certificate (PEM) that this server shows Keystone. Default: none.</summary>
    public string? CertFile { get; set; }

    /// <summary>File with that certificate's key (PEM). Default: <c>CertFile</c>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Seconds to connect to Keystone, 1 to 3600. Default 5.</summary>
    [Range(1, 3600)]
    public int HttpConnectTimeout { get; set; } = 5;

    /// <summary>Seconds that Keystone has to answer, all attempts together, 1 to 3600; then the client gets 503. Default 10.</summary>
    [Range(1, 3600)]
    public int HttpRequestTimeout { get; set; } = 10;

    /// <summary>More attempts after a failed connection, 0 to 10. Default 3.</summary>
    [Range(0, 10)]
    public int HttpRequestMaxRetries { get; set; } = 3;

    /// <summary>
    /// Seconds that Keystone's word on a token is believed, and so the longest time that a revoked token stays usable. Default 300;
    /// 0 or -1: every request is asked about.
    /// </summary>
    [Range(-1, int.MaxValue)]
    public int TokenCacheTime { get; set; } = 300;

    /// <summary>Number of tokens remembered, at least 1; the least used are forgotten. Default 10000.</summary>
    [Range(1, int.MaxValue)]
    public int TokenCacheSize { get; set; } = 10_000;

    /// <summary>Roles, separated by commas, that make the owner of an <c>X-Service-Token</c> a service. Default <c>service</c>.</summary>
    public string ServiceTokenRoles { get; set; } = "service";

    /// <summary>Refuses requests whose <c>X-Service-Token</c> has none of these roles. Default true.</summary>
    public bool ServiceTokenRolesRequired { get; set; } = true;

    /// <summary>Type of this service, as access rules of application credentials name it. Default <c>network</c>.</summary>
    [Required]
    public string ServiceType { get; set; } = "network";
}
