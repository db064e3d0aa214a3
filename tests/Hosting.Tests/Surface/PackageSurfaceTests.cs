using Aspire.Hosting;

namespace Hosting.Tests.Surface;

/// <summary>With <c>-p:LabPackages=full</c>.</summary>
public sealed class PackageSurfaceTests
{
    /// <summary>Aspire's own packages have each signature that the stand-in has, with the same names, defaults, constraints and nullability.</summary>
    [Fact]
    public async Task Has_EverySignature_OfTheApprovedList()
    {
        var approved = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Surface", "Aspire.Hosting.approved.txt"), TestContext.Current.CancellationToken);
        var package = PublicSurface.Describe(typeof(DistributedApplication).Assembly) + PublicSurface.Describe(typeof(MySqlBuilderExtensions).Assembly);
        Assert.Empty(PublicSurface.Qualify(approved).Except(PublicSurface.Qualify(package.Split(Environment.NewLine))));
    }
}
