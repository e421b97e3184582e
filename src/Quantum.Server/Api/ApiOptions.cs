using System.ComponentModel.DataAnnotations;

namespace Quantum.Server.Api;

/// <summary>What the HTTP side accepts and says of itself; section <c>Quantum</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Accepts lists of objects in POST. Default true.</summary>
    public bool AllowBulk { get; set; } = true;

    /// <summary>Largest page of a list; also applied to lists that ask for no page. Default 0: no limit.</summary>
    [Range(0, int.MaxValue)]
    public int PaginationMaxLimit { get; set; }

    /// <summary>Address under which clients reach the server, for links in answers. Default: as the client addressed it.</summary>
    [Url]
    public string? LinkPrefix { get; set; }

    /// <summary>Largest request body in bytes. Default 10 MiB.</summary>
    [Range(1024, int.MaxValue)]
    public int MaxRequestBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Largest size of all headers of a request together, and of its first line, in bytes. Default 64 KiB; more is answered by 431 or 414.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxRequestHeaderBytes { get; set; } = 64 * 1024;

    /// <summary>Largest number of headers of a request. Default 100; more are answered by 431.</summary>
    [Range(1, 10000)]
    public int MaxRequestHeaders { get; set; } = 100;
}
