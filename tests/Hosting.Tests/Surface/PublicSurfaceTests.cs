using Aspire.Hosting;

namespace Hosting.Tests.Surface;

public sealed class PublicSurfaceTests
{
    /// <summary>
    /// The stand-in has the signatures of Aspire.Hosting that AppHost uses, and no others: with <c>-p:LabPackages=full</c> the real package must fit in its place.
    /// A line that is added here must be one of Aspire's own.
    /// </summary>
    [Fact]
    public async Task Matches_TheApprovedList()
    {
        var approved = Path.Combine(AppContext.BaseDirectory, "Surface", "Aspire.Hosting.approved.txt");
        var actual = PublicSurface.Describe(typeof(DistributedApplication).Assembly);
        await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".received.txt"), actual, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), actual, ignoreLineEndingDifferences: true);
    }
}
