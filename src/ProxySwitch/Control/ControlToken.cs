using System.Security.Cryptography;
using System.Text;

namespace ProxySwitch.Control;

/// <summary>
/// The secret that every call under /control must bear. Kept as a hash: a dump or a log of this object does not show it, and comparing
/// hashes takes the same time whatever was sent.
/// </summary>
internal sealed class ControlToken
{
    private const int MinimumLength = 16;
    private const int MaximumLength = 512;

    private readonly byte[] hash;

    private ControlToken(byte[] hash) => this.hash = hash;

    /// <summary>Matches nothing.</summary>
    public static ControlToken None { get; } = new([]);

    /// <param name="secret">The secret as configured, or null.</param>
    /// <param name="reason">Why it was refused; never holds the secret.</param>
    public static ControlToken? Create(string? secret, out string reason)
    {
        reason = secret switch
        {
            null or "" => "is missing: without a token the control API would be open to every local process",
            { Length: < MinimumLength } => $"is too short: at least {MinimumLength} characters",
            { Length: > MaximumLength } => $"is too long: at most {MaximumLength} characters",
            _ when secret.Any(character => character is <= ' ' or > '~') => "must be printable ASCII without spaces",
            _ => "",
        };
        return reason.Length == 0 ? new(Hash(secret!)) : null;
    }

    public bool Matches(string presented) =>
        presented.Length <= MaximumLength && CryptographicOperations.FixedTimeEquals(hash, Hash(presented));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
