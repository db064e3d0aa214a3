using LoadTests.Scenarios.Chat;

namespace LoadTests.Tests.Scenarios.Chat;

public sealed class ChatTimesTests
{
    [Fact]
    public void ClosesAfterFourteenFifteenths_AndFallsSilentShortlyBefore()
    {
        Assert.Equal(new ChatTimes(TimeSpan.FromSeconds(837), TimeSpan.FromSeconds(840)), ChatTimes.Of(TimeSpan.FromMinutes(15)));
        Assert.Equal(new ChatTimes(TimeSpan.FromSeconds(13.5), TimeSpan.FromSeconds(14)), ChatTimes.Of(TimeSpan.FromSeconds(15)));
    }
}
