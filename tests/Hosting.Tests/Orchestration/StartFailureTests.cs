using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Orchestration;

public sealed class StartFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_TheResourceThatNeverGetsHealthy_WithItsLastLines_AndStopsEverything()
    {
        var test = new TestApplication("--Embedded:StartTimeout=30");
        test.Processes.OnStart = (name, process) => process.Says($"{name} says hello");
        var (database, _) = test.AddWithHealth("database");
        test.Add("api").WaitFor(database);
        var idle = test.Add("idle");
        await using var app = test.Builder.Build();

        var start = app.StartAsync(Cancellation);
        await test.PassTimeUntilAsync(start, TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => start);
        Assert.Contains("'database' did not become ready within 30 s: it runs but is not healthy (switched off).", error.Message, StringComparison.Ordinal);
        Assert.Contains("database says hello", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not started because of it: api.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("idle", error.Message, StringComparison.Ordinal);
        Assert.True(test.Processes["database"].WasAsked);
        Assert.True(test.Processes["idle"].WasAsked);
        Assert.False(test.Processes.Has("api"));
    }

    [Fact]
    public async Task Ends_TheStart_AsSoonAsAResourceCrashes()
    {
        var test = new TestApplication();
        var (database, _) = test.AddWithHealth("database");
        test.Add("api").WaitFor(database);
        test.Processes.OnStart = (_, process) =>
        {
            process.Says("no space left on device");
            process.Ends(3);
        };
        await using var app = test.Builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
        Assert.Contains("'database' did not become ready: it ended with exit code 3.", error.Message, StringComparison.Ordinal);
        Assert.Contains("no space left on device", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_WhatNeverEnds_WhenOthersWaitForItsEnd()
    {
        var test = new TestApplication("--Embedded:StartTimeout=30");
        var schema = test.Add("schema");
        test.Add("api").WaitForCompletion(schema);
        await using var app = test.Builder.Build();

        var start = app.StartAsync(Cancellation);
        await test.PassTimeUntilAsync(start, TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => start);
        Assert.Contains("'schema' did not become ready within 30 s: it runs but has not ended, which others wait for.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not started because of it: api.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AnUnexpectedExitCode_OfWhatWasToComplete()
    {
        var test = new TestApplication();
        var schema = test.Add("schema");
        test.Add("api").WaitForCompletion(schema, exitCode: 7);
        test.Processes.OnStart = (_, process) => process.Ends(0);
        await using var app = test.Builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
        Assert.Contains("'api' did not become ready: it waits for 'schema', which ended with exit code 0 instead of exit code 7.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AReadyHandlerThatFails()
    {
        var test = new TestApplication();
        var database = test.Add("database").OnResourceReady((_, _, _) => throw new InvalidOperationException("access denied"));
        test.Add("api").WaitFor(database);
        await using var app = test.Builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
        Assert.Contains("'database' did not become ready: it was healthy, but what was to be done then failed: access denied.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not started because of it: api.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_HowToBuild_AProjectThatIsNotBuilt()
    {
        var project = new NothingProject().ProjectPath;
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        try
        {
            await File.WriteAllTextAsync(project, "<Project />", Cancellation);
            var test = new TestApplication();
            test.Builder.AddProject<NothingProject>("nothing");
            await using var app = test.Builder.Build();

            var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
            Assert.Contains("'nothing' did not become ready: its project is not built (Nothing.dll is not below", error.Message, StringComparison.Ordinal);
            Assert.Contains($"dotnet build \"{project}\"", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(project)!, recursive: true);
        }
    }

    [Fact]
    public async Task Gives_UpQuietly_WhenItsCallerDoes()
    {
        using var caller = new CancellationTokenSource();
        var test = new TestApplication();
        var (_, _) = test.AddWithHealth("database");
        await using var app = test.Builder.Build();

        var start = app.StartAsync(caller.Token);
        await app.ResourceNotifications.WaitForResourceAsync("database", KnownResourceStates.Running, Cancellation);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.True(test.Processes["database"].WasAsked);
    }

    private sealed class NothingProject : IProjectMetadata
    {
        private static readonly string Folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        public string ProjectPath => Path.Combine(Folder, "Nothing.csproj");
    }
}
