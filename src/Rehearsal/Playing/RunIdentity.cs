namespace Rehearsal.Playing;

/// <summary>What makes this run's writes findable and repeatable.</summary>
internal sealed record RunIdentity(string RunId, int Seed)
{
    // A meeting's title holds 50 characters, the key's marker and number among them: the prefix is kept short
    // and still unique within a run folder's database.
    public string LedgerPrefix(string actName, string scenario) =>
        $"{RunId[^6..]}-{actName[0]}{actName[^1]}{string.Concat(scenario.Split('-').Select(word => word[0]))}";
}
