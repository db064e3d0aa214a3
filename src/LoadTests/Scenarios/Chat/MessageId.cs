using System.Globalization;
using System.Text.RegularExpressions;

namespace LoadTests.Scenarios.Chat;

/// <summary>
/// Names one chat message of a run: <c>&lt;run&gt;-c03-00017</c>, the 17th that the third connection says. It is the client
/// message id (50 characters at most) and stands in the text, too, because a broadcast does not carry client ids.
/// </summary>
/// <param name="Sender">Number of the virtual user, the same over all its connections.</param>
internal readonly partial record struct MessageId(int Sender, int Sequence)
{
    public string In(string runId) => string.Create(CultureInfo.InvariantCulture, $"{runId}-c{Sender:D2}-{Sequence:D5}");

    /// <summary>Null when it is not of this run.</summary>
    public static MessageId? Parse(string runId, string? text) =>
        text is not null && text.StartsWith(runId, StringComparison.Ordinal) && Shape().Match(text[runId.Length..]) is { Success: true } match
            ? new MessageId(int.Parse(match.Groups["sender"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["sequence"].Value, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"^-c(?<sender>\d{2,6})-(?<sequence>\d{5,9})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
