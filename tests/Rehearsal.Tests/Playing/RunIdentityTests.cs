using Rehearsal.CommandLine;
using Rehearsal.Plans;
using Rehearsal.Playing;

namespace Rehearsal.Tests.Playing;

public sealed class RunIdentityTests
{
    [Fact]
    public void NoTwoLoadsOfAPlan_WriteTheSameKeys()
    {
        var plan = RehearsalPlan.For(Profile.Quick, Enum.GetValues<Phase>());
        var identity = new RunIdentity("20260101-123456", Seed: 1, plan);

        var prefixes = plan.Acts.SelectMany(act => act.Loads.Select(load => identity.LedgerPrefix(act.Name, load.Scenario))).ToArray();

        Assert.Equal(prefixes.Length, prefixes.Distinct().Count());
        Assert.All(prefixes, prefix => Assert.InRange(prefix.Length, 1, 12));
        Assert.All(prefixes, prefix => Assert.StartsWith(RunIdentity.KeyPrefix("20260101-123456"), prefix, StringComparison.Ordinal));
    }
}
