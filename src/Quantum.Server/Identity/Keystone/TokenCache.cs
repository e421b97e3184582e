using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Quantum.Server.Identity.Keystone;

/// <summary>
/// What Keystone said about tokens, for a limited time and a limited number of them. The tokens themselves are not kept, only
/// their hashes. Thread-safe.
/// </summary>
internal sealed class TokenCache(KeystoneOptions options, TimeProvider time) : IDisposable
{
    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { SizeLimit = options.TokenCacheSize });
    private readonly TimeSpan _life = TimeSpan.FromSeconds(Math.Max(0, options.TokenCacheTime));

    /// <summary>The name under which a token is kept.</summary>
    public static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>What was said within the cache's time; <c>null</c>: nothing.</summary>
    public IdentityToken? Find(string key) =>
        _tokens.TryGetValue(key, out Entry? entry) && time.GetUtcNow() < entry!.Until ? entry.Token : null;

    /// <summary>Remembers what was said. When there is no room, old entries go first.</summary>
    public void Add(string key, IdentityToken token)
    {
        if (_life <= TimeSpan.Zero)
            return;

        var entry = new Entry(token, time.GetUtcNow() + _life);
        _tokens.Set(key, entry, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _life });
    }

    public void Dispose() => _tokens.Dispose();

    private sealed record Entry(IdentityToken Token, DateTimeOffset Until);
}
