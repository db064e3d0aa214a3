using System.Collections.Concurrent;
using Aspire.Hosting.Processes;

namespace Hosting.Tests.Processes;

public sealed class ContainerProcessTests
{
    private static readonly LaunchSpec Client = new("docker", ["start", "--attach", "mysql-rds"], ".", new Dictionary<string, string>());
    private readonly ConcurrentQueue<string> sent = new();
    private readonly FakeProcess client = new(Client, _ => { }, endsWhenAsked: true, () => { });

    [Fact]
    public async Task AsksTheContainer_NotItsClient_ToEnd()
    {
        var container = Container(runs: true);
        container.Terminate();
        await container.Exited;
        Assert.False(client.WasAsked);
        Assert.Equal("TERM", sent.First());
    }

    [Fact]
    public async Task AsksTheClient_WhileTheContainerDoesNotRunYet()
    {
        var container = Container(runs: false);
        container.Terminate();
        Assert.Equal(143, await container.Exited);
        Assert.True(client.WasAsked);
    }

    [Fact]
    public async Task KillsTheContainer_BeforeItsClient()
    {
        var container = Container(runs: true);
        container.Kill();
        Assert.Equal(137, await container.Exited);
        Assert.Equal("KILL", sent.First());
    }

    [Fact]
    public async Task HasEnded_OnlyOnceTheContainerIsKilled_WhateverEndedTheClient()
    {
        var container = Container(runs: true);
        client.Ends(1);
        Assert.Equal(1, await container.Exited);
        Assert.Equal(["KILL"], sent);
    }

    private ContainerProcess Container(bool runs) => new(client, (signal, _) =>
    {
        sent.Enqueue(signal);
        if (runs)
        {
            client.Ends(signal == "KILL" ? 137 : 0);
        }

        return Task.FromResult(runs ? null : "container is not running");
    });
}
