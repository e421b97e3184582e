using Microsoft.AspNetCore.Server.Kestrel.Core;
using Quantum.Server.Api;

namespace Quantum.Server.Hosting;

/// <summary>Gives the listener the largest sizes of requests.</summary>
internal static class RequestLimits
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        var options = kestrel.ApplicationServices.GetRequiredService<ApiOptions>();
        kestrel.Limits.MaxRequestLineSize = options.MaxRequestHeaderBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxRequestHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = options.MaxRequestHeaders;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
    }
}
