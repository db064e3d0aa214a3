using LoadTests.Configuration;
using LoadTests.Plans;
using LoadTests.Traffic;

namespace LoadTests.Running;

/// <summary>Makes the virtual users of a run: the same seed gives each the same choices, and signed-in users are spread over the tokens.</summary>
internal sealed class UserFactory(LoadSession session, TargetSettings settings, string scenario, int seed)
{
    private int signedIn;

    public VirtualUser New(GroupPlan group, int number)
    {
        var token = group.SignedIn && settings.Tokens.Count > 0 ? settings.Tokens[NextToken()] : null;
        return new VirtualUser(session, group, number, new Random(StableSeed(group.Name, number)), token);
    }

    /// <summary>A user of no group, for what is sent before the load.</summary>
    public VirtualUser ScoutUser() => new(session, new GroupPlan("scout", 1), 0, new Random(StableSeed("scout", 0)), token: null);

    // In order from the first, the very tokens that were checked before the run.
    private int NextToken() => (Interlocked.Increment(ref signedIn) - 1) % settings.Tokens.Count;

    // FNV-1a: string.GetHashCode and HashCode.Combine differ from process to process.
    private int StableSeed(string group, int number)
    {
        var hash = 2166136261u;
        foreach (var letter in $"{seed}/{scenario}/{group}/{number}")
        {
            hash = (hash ^ letter) * 16777619;
        }

        return unchecked((int)hash);
    }
}
