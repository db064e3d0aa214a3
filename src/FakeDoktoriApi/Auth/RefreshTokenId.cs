using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FakeDoktoriApi.Auth;

/// <summary>A jti of 13 characters: 64 bits in Crockford's base 32, the time in front, so that the primary key grows at its end.</summary>
internal static class RefreshTokenId
{
    public const int Length = 13;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomBits = 22;

    public static string Create(DateTimeOffset now)
    {
        Span<byte> random = stackalloc byte[4];
        RandomNumberGenerator.Fill(random);
        var noise = BinaryPrimitives.ReadUInt32LittleEndian(random) & ((1u << RandomBits) - 1);
        var value = ((ulong)now.ToUnixTimeMilliseconds() << RandomBits) | noise;
        return string.Create(Length, value, static (text, value) =>
        {
            for (var i = text.Length - 1; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(value & 31)];
                value >>= 5;
            }
        });
    }
}
