using System.Globalization;

namespace FakeDoktoriApi.Stomp;

/// <summary>
/// The header <c>heart-beat:x,y</c>: the sender of it can send one every <c>x</c> ms and wants one every <c>y</c> ms; 0 means cannot, or does not want.
/// </summary>
internal readonly record struct HeartBeat(int CanSend, int Wants)
{
    /// <returns><c>null</c> when it is not two numbers; without the header the sender takes no part.</returns>
    public static HeartBeat? Parse(string? header)
    {
        if (header is null)
        {
            return new(0, 0);
        }

        var comma = header.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && TryNumber(header.AsSpan(0, comma), out var canSend) && TryNumber(header.AsSpan(comma + 1), out var wants)
            ? new(canSend, wants)
            : null;
    }

    /// <summary>What each side will do, from what this side (this) and the other side (<paramref name="client"/>) offer.</summary>
    /// <returns>How often this side sends, and how often it may expect something; zero: never.</returns>
    public (TimeSpan Send, TimeSpan Expect) Negotiate(HeartBeat client) => (Agreed(CanSend, client.Wants), Agreed(client.CanSend, Wants));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CanSend},{Wants}");

    private static TimeSpan Agreed(int canSend, int wanted) =>
        canSend == 0 || wanted == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(canSend, wanted));

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number) && number >= 0;
}
