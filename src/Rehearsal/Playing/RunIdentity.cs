using System.Globalization;
using Rehearsal.Plans;

namespace Rehearsal.Playing;

/// <summary>What makes this run's writes findable and repeatable.</summary>
internal sealed record RunIdentity(string RunId, int Seed, RehearsalPlan Plan)
{
    /// <summary>Begins every key that a run writes.</summary>
    public static string KeyPrefix(string runId) => $"{runId[^6..]}-";

    /// <summary>
    /// Begins the keys that one load of one act writes. A meeting's title holds 50 characters, the key's marker and number among them:
    /// it is kept short, and no other load of the plan has the same.
    /// </summary>
    public string LedgerPrefix(string actName, string scenario)
    {
        var act = Plan.Acts.TakeWhile(act => act.Name != actName).Count();
        return string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix(RunId)}{act}{string.Concat(scenario.Split('-').Select(word => word[0]))}");
    }
}
