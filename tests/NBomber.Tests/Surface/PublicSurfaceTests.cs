using Hosting.Tests.Surface;
using NBomber.CSharp;

namespace NBomber.Tests.Surface;

public sealed class PublicSurfaceTests
{
    /// <summary>
    /// The stand-in has NBomber 6's signatures, and no others: with <c>-p:LabPackages=full</c> the package must fit in its place. A line that is added here must be one of NBomber's own.
    /// </summary>
    [Fact]
    public async Task Matches_TheApprovedList()
    {
        var approved = Path.Combine(AppContext.BaseDirectory, "Surface", "NBomber.approved.txt");
        var actual = PublicSurface.Describe(typeof(Scenario).Assembly);
        await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".received.txt"), actual, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), actual, ignoreLineEndingDifferences: true);
    }
}
