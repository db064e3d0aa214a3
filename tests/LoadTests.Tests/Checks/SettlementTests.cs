using LoadTests.Checks;
using LoadTests.History;

namespace LoadTests.Tests.Checks;

public sealed class SettlementTests
{
    private const long At = 99;

    [Theory]
    [InlineData(WriteOutcome.Ok, 1, WriteVerdict.Present)]
    [InlineData(WriteOutcome.Ok, 0, WriteVerdict.Lost)]
    [InlineData(WriteOutcome.Ok, 2, WriteVerdict.Duplicated)]
    [InlineData(WriteOutcome.Unknown, 1, WriteVerdict.Recovered)]
    [InlineData(WriteOutcome.Unknown, 0, WriteVerdict.NeverApplied)]
    [InlineData(WriteOutcome.Unknown, 3, WriteVerdict.Duplicated)]
    [InlineData(WriteOutcome.Refused, 0, WriteVerdict.Refused)]
    [InlineData(WriteOutcome.Refused, 1, WriteVerdict.RefusedButPresent)]
    [InlineData(WriteOutcome.Refused, 2, WriteVerdict.Duplicated)]
    public void SettlesByAnswerAndRows(WriteOutcome answer, int rows, WriteVerdict expected)
    {
        var result = Settlement.Settle([Sent("k"), Answered("k", answer)], Rows(("k", rows)), At);

        Assert.Equal([new WriteSettled("k", At, expected)], result.Verdicts);
        Assert.Empty(result.LedgerProblems);
    }

    [Fact]
    public void AKeyThatWasNeverAnswered_IsUnknown()
    {
        var result = Settlement.Settle([Sent("a"), Sent("b")], Rows(("a", 1)), At);

        Assert.Equal([WriteVerdict.Recovered, WriteVerdict.NeverApplied], result.Verdicts.Select(verdict => verdict.Verdict));
    }

    [Fact]
    public void CountsEachVerdict_InTheOrderSent()
    {
        var result = Settlement.Settle(
            [Sent("a"), Sent("b"), Answered("b", WriteOutcome.Ok), Answered("a", WriteOutcome.Ok), Sent("c"), Answered("c", WriteOutcome.Ok)],
            Rows(("a", 1), ("b", 2)),
            At);

        Assert.Equal(["a", "b", "c"], result.Verdicts.Select(verdict => verdict.Key));
        Assert.Equal((1, 1, 1), (result.Present, result.Duplicated, result.Lost));
    }

    [Fact]
    public void ALedgerThatContradictsItself_SaysSo()
    {
        Assert.NotEmpty(Settlement.Settle([Sent("a"), Sent("a")], Rows(), At).LedgerProblems);
        Assert.NotEmpty(Settlement.Settle([Answered("a", WriteOutcome.Ok)], Rows(), At).LedgerProblems);
    }

    [Fact]
    public void RowsTheLedgerNeverSent_AreNotIgnored() =>
        Assert.Equal(["stray"], Settlement.Settle([Sent("a")], Rows(("a", 1), ("stray", 1)), At).UnexpectedKeys);

    [Fact]
    public void SettlingASettledLedgerAgain_GivesTheSame()
    {
        var first = Settlement.Settle([Sent("a"), Answered("a", WriteOutcome.Ok)], Rows(("a", 1)), At);
        var again = Settlement.Settle([Sent("a"), Answered("a", WriteOutcome.Ok), .. first.Verdicts], Rows(("a", 1)), At);

        Assert.Equal(first.Verdicts, again.Verdicts);
    }

    private static WriteSent Sent(string key) => new(key, 1);

    private static WriteAnswered Answered(string key, WriteOutcome outcome) => new(key, 2, outcome, 0);

    private static Dictionary<string, int> Rows(params (string Key, int Rows)[] rows) => rows.ToDictionary(row => row.Key, row => row.Rows);
}
