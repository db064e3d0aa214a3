using LoadTests.History;
using LoadTests.Reports;

namespace LoadTests.Tests.Reports;

public sealed class EdgeTextTests
{
    [Fact]
    public void ShowsHowTheClientsMoved() => Assert.Equal(
        """

        answers by edge (share per twentieth of the run)
          edge-lightsail       |█▄  | 30, from 00:00:01.000Z to 00:00:02.500Z
          edge-vpc             | ▄█ | 31, from 00:00:02.000Z to 00:00:09.000Z

        """.ReplaceLineEndings("\n"),
        EdgeText.Of([new EdgeUse("edge-lightsail", 30, 1_000_000, 2_500_000, [20, 10, 0, 0]), new EdgeUse("edge-vpc", 31, 2_000_000, 9_000_000, [0, 10, 21, 0])]));

    [Fact]
    public void SaysNothing_WhenThereIsNothingToTell() => Assert.Equal("", EdgeText.Of(null));
}
