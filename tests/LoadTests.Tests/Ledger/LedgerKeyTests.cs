using LoadTests.History;
using LoadTests.Ledger;

namespace LoadTests.Tests.Ledger;

public sealed class LedgerKeyTests
{
    [Fact]
    public void TheLongestTitleFits()
    {
        var title = LedgerKey.Title(LedgerKey.For(new string('r', LedgerKey.LongestRunId), 'w', 999_999));

        Assert.True(title.Length <= 50, $"{title.Length} characters");
    }

    [Fact]
    public void TheKeyIsFoundInItsTitle()
    {
        var key = LedgerKey.For("cutover-1", 'd', 17);

        Assert.Equal("cutover-1-d000017", key);
        Assert.Equal(key, LedgerKey.InTitle(LedgerKey.Title(key)));
        Assert.StartsWith(LedgerKey.TitlePrefix("cutover-1", 'd'), LedgerKey.Title(key), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("책모임")]
    [InlineData("[lab x")]
    [InlineData("")]
    public void OtherTitlesHaveNoKey(string title) => Assert.Null(LedgerKey.InTitle(title));

    [Theory]
    [InlineData("run-1", true)]
    [InlineData("", false)]
    [InlineData("-run", false)]
    [InlineData("run_1", false)]
    [InlineData("a%", false)]
    [InlineData("a b", false)]
    [InlineData("0123456789012345678901234567890", false)]
    public void ARunIdNeedsNoEscaping(string text, bool good) => Assert.Equal(good, LedgerKey.IsRunId(text));

    [Theory]
    [InlineData(Outcome.Ok, 201, WriteOutcome.Ok)]
    [InlineData(Outcome.Http, 422, WriteOutcome.Refused)]
    [InlineData(Outcome.Http, 500, WriteOutcome.Refused)]
    [InlineData(Outcome.Http, 502, WriteOutcome.Unknown)]
    [InlineData(Outcome.Http, 504, WriteOutcome.Unknown)]
    [InlineData(Outcome.Timeout, 0, WriteOutcome.Unknown)]
    [InlineData(Outcome.Reset, 0, WriteOutcome.Unknown)]
    [InlineData(Outcome.Cancelled, 0, WriteOutcome.Unknown)]
    [InlineData(Outcome.Refused, 0, WriteOutcome.Unknown)]
    public void AnAnswerThatNeverCame_IsUnknown(Outcome outcome, int status, WriteOutcome expected) =>
        Assert.Equal(expected, WriteLedger.OutcomeOf(outcome, status));
}
