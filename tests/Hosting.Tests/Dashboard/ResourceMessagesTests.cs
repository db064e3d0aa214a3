using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Wire = Aspire.Hosting.Dashboard.Wire;

namespace Hosting.Tests.Dashboard;

public sealed class ResourceMessagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Can_SendEveryResource_InEveryState()
    {
        var test = new TestApplication();
        test.Add("api").WithHttpEndpoint().WithUrl("http://localhost/docs", "Docs");
        test.Add("load").WithExplicitStart();
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        test.Processes["api"].Ends(139);
        await app.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Exited, Cancellation);

        var messages = Messages(app);
        Assert.All(messages, message => Assert.Empty(ResourceValidation.ProblemsOf(message)));
        Assert.Equal(["api", "load"], messages.Select(message => message.DisplayName).Order());
        var api = messages.Single(message => message.DisplayName == "api");
        Assert.Equal(("Exited", "error"), (api.State, api.StateStyle));
        Assert.Contains(api.Properties, property => property.Name == "resource.exitCode" && property.Value.NumberValue == 139);
    }

    [Fact]
    public async Task Joins_Telemetry_ByNameAndSuffix()
    {
        var test = new TestApplication();
        test.Add("api");
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var instances = app.Services.GetRequiredService<ResourceInstances>();
        var api = Messages(app).Single();
        Assert.Equal($"api-{instances.SuffixOf(Resource(app))}", api.Name);
        Assert.Same(Resource(app), instances.Find(api.Name));
    }

    [Fact]
    public async Task Nests_AChild_UnderItsParentsInstance()
    {
        var test = new TestApplication();
        var api = test.Add("api");
        test.Add("load").WithParentRelationship(api).WaitFor(api).WithEnvironment("API", api.WithHttpEndpoint().GetEndpoint("http"));
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var load = Messages(app).Single(message => message.DisplayName == "load");
        Assert.Equal(Messages(app).Single(message => message.DisplayName == "api").Name, load.Properties.Single(property => property.Name == "resource.parentName").Value.StringValue);
        Assert.Equal(["Parent", "Reference", "WaitFor"], load.Relationships.Where(relationship => relationship.ResourceName == "api").Select(relationship => relationship.Type).Order());
    }

    [Fact]
    public async Task Hides_Secrets_InTheEnvironment()
    {
        var test = new TestApplication();
        var secret = test.Builder.AddParameter("password", "correct horse", secret: true);
        test.Add("api").WithEnvironment("PASSWORD", secret);
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        Assert.Equal("***", Messages(app).Single().Environment.Single(variable => variable.Name == "PASSWORD").Value);
    }

    private static IResource Resource(DistributedApplication app) => app.ResourceNotifications.TryGetCurrentState("api", out var state) ? state.Resource : throw new InvalidOperationException();

    private static List<Wire.Resource> Messages(DistributedApplication app)
    {
        using var subscription = app.ResourceNotifications.Subscribe();
        var messages = new ResourceMessages(app.Services.GetRequiredService<ResourceInstances>(), TimeProvider.System);
        return [.. subscription.Current.Select(messages.Of)];
    }
}
