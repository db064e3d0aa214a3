namespace LoadTests.Configuration;

/// <summary>Where in a list of tokens a scenario starts, so that scenarios that run side by side do not all write as the same users.</summary>
internal static class TokenShare
{
    private const int UsersPerScenario = 20;

    public static IReadOnlyList<string> From(IReadOnlyList<string> tokens, int position)
    {
        var first = tokens.Count == 0 ? 0 : position * UsersPerScenario % tokens.Count;
        return [.. tokens.Skip(first), .. tokens.Take(first)];
    }
}
