using MySqlRuntime.Containers;

namespace MySqlRuntime.Tests.Containers;

public sealed class ContainerEngineSearchTests
{
    private const string NoDaemon = "echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2; exit 1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_TheOneThatAnswers_NotOnlyTheOneThatIsThere()
    {
        using var docker = new FakeEngine($"ps*) {NoDaemon} ;;");
        using var podman = new FakeEngine("ps*) ;;", "podman");
        var found = await new ContainerEngineSearch([docker.Folder, podman.Folder], named: null).FindAsync(Cancellation);
        Assert.Equal(("podman", podman.Engine.File), (found.Name, found.File));
    }

    [Fact]
    public async Task Takes_TheNamedOne_ByNameOrPath()
    {
        using var docker = new FakeEngine("ps*) ;;");
        using var podman = new FakeEngine("ps*) ;;", "podman");
        string[] path = [docker.Folder, podman.Folder];
        Assert.Equal(podman.Engine.File, (await new ContainerEngineSearch(path, "podman").FindAsync(Cancellation)).File);
        Assert.Equal(podman.Engine.File, (await new ContainerEngineSearch([], podman.Engine.File).FindAsync(Cancellation)).File);
        Assert.Empty(docker.Called);
    }

    [Fact]
    public async Task Names_TheVariable_WhenThereIsNone()
    {
        using var empty = new TemporaryFolder();
        var error = await Assert.ThrowsAsync<MySqlUnavailableException>(() => new ContainerEngineSearch([empty.Path], named: null).FindAsync(Cancellation));
        Assert.Equal(MySqlUnavailableReason.NoContainerEngine, error.Reason);
        Assert.Contains(ContainerEngine.Variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeats_WhatEachSaid_WhenNoneAnswers()
    {
        using var docker = new FakeEngine($"ps*) {NoDaemon} ;;");
        using var podman = new FakeEngine("ps*) echo 'cannot clone: Operation not permitted' >&2; exit 125 ;;", "podman");
        var error = await Assert.ThrowsAsync<MySqlUnavailableException>(() => new ContainerEngineSearch([docker.Folder, podman.Folder], named: null).FindAsync(Cancellation));
        Assert.Equal(MySqlUnavailableReason.EngineNotRunning, error.Reason);
        Assert.Contains("docker: Cannot connect to the Docker daemon", error.Message, StringComparison.Ordinal);
        Assert.Contains("podman: cannot clone", error.Message, StringComparison.Ordinal);
    }
}
