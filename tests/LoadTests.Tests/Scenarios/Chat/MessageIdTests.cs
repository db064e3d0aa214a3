using LoadTests.Ledger;
using LoadTests.Scenarios.Chat;

namespace LoadTests.Tests.Scenarios.Chat;

public sealed class MessageIdTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 17)]
    [InlineData(1099, 123456)]
    public void IsFoundAgain(int sender, int sequence) =>
        Assert.Equal(new MessageId(sender, sequence), MessageId.Parse("run-1", new MessageId(sender, sequence).In("run-1")));

    [Theory]
    [InlineData("run-2-c01-00001")]
    [InlineData("run-1-w000017")]
    [InlineData("run-1-c01")]
    [InlineData("hello")]
    [InlineData(null)]
    public void OthersAreNotOurs(string? text) => Assert.Null(MessageId.Parse("run-1", text));

    [Fact]
    public void FitsTheServersFifty_WithTheLongestRunId() =>
        Assert.InRange(new MessageId(1099, 12345).In(new string('r', LedgerKey.LongestRunId)).Length, 1, 50);
}
