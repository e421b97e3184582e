using System.Security.Cryptography;

namespace Quantum.Core.Tests.Ipam;

/// <summary>Randomness from a seed, or the same octet for ever.</summary>
internal sealed class ScriptedRandom : RandomNumberGenerator
{
    private readonly Lock turn = new();
    private readonly Random? random;
    private readonly byte octet;

    private ScriptedRandom(Random? random, byte octet) => (this.random, this.octet) = (random, octet);

    public static ScriptedRandom Seeded(int seed) => new(new Random(seed), octet: 0);

    public static ScriptedRandom Always(byte octet) => new(random: null, octet);

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        lock (turn)
        {
            if (random is null)
                data.Fill(octet);
            else
                random.NextBytes(data);
        }
    }
}
