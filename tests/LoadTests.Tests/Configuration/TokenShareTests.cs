using LoadTests.Configuration;

namespace LoadTests.Tests.Configuration;

public sealed class TokenShareTests
{
    private static readonly string[] Tokens = [.. Enumerable.Range(0, 100).Select(number => $"t{number}")];

    [Fact]
    public void ScenariosThatRunSideBySide_StartAtDifferentUsers()
    {
        var firsts = Enumerable.Range(0, 5).Select(position => TokenShare.From(Tokens, position)[0]).ToList();

        Assert.Equal(5, firsts.Distinct().Count());
    }

    [Fact]
    public void EveryTokenIsStillThere_Once() => Assert.Equal(Tokens.Order(), TokenShare.From(Tokens, 3).Order());

    [Fact]
    public void OneTokenOrNone_IsFine()
    {
        Assert.Equal(["only"], TokenShare.From(["only"], 4));
        Assert.Empty(TokenShare.From([], 4));
    }
}
