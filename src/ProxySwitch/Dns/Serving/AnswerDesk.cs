using ProxySwitch.Dns.Protocol;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns.Serving;

/// <summary>Message in, answer out, counted: what UDP and TCP have in common.</summary>
internal sealed class AnswerDesk(ZoneSwitchboard switchboard, AnswerBook book)
{
    /// <param name="message">As received.</param>
    /// <param name="answer">At least <see cref="AnswerWriter.MaximumLength"/>.</param>
    /// <returns>The answer's length; 0: there must be none.</returns>
    public int Answer(ReadOnlySpan<byte> message, Span<byte> answer)
    {
        var version = switchboard.Current;
        var (length, given) = Responder.Answer(message, version, answer);
        if (length > 0)
        {
            book.Answered(version, given); // before it is sent, so that whoever got it finds it in the state
        }

        return length;
    }
}
