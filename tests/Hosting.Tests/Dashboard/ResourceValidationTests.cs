using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Hosting.Tests.Dashboard;

/// <summary>Each of these leaves the dashboard at "Loading…" without a word.</summary>
public sealed class ResourceValidationTests
{
    [Fact]
    public void Accepts_ACompleteResource() => Assert.Empty(ResourceValidation.ProblemsOf(Complete()));

    [Fact]
    public void Names_AMissingCreationTime()
    {
        var resource = Complete();
        resource.CreatedAt = null;
        Assert.Equal(["it has no creation time"], ResourceValidation.ProblemsOf(resource));
    }

    [Fact]
    public void Names_AUrl_WithoutDisplayProperties()
    {
        var resource = Complete();
        resource.Urls.Add(new Url { FullUrl = "http://localhost:1" });
        Assert.Equal(["its URL 'http://localhost:1' has no display properties"], ResourceValidation.ProblemsOf(resource));
    }

    [Fact]
    public void Names_AProperty_WithoutAValue()
    {
        var resource = Complete();
        resource.Properties.Add(new ResourceProperty { Name = "executable.pid" });
        resource.Properties.Add(new ResourceProperty { Name = "project.path", Value = new Value() });
        Assert.Equal(["its property 'executable.pid' has no value", "its property 'project.path' has no value"], ResourceValidation.ProblemsOf(resource));
    }

    [Fact]
    public void Names_Everything_AtOnce() => Assert.Equal(5, ResourceValidation.ProblemsOf(new Resource()).Count);

    private static Resource Complete() => new() { Name = "api-x", DisplayName = "api", ResourceType = "Project", Uid = "api-x", CreatedAt = Timestamp.FromDateTime(DateTime.UnixEpoch) };
}
