using System.Diagnostics;
using MySqlConnector;
using MySqlRuntime;
using MySqlRuntime.Provisioning;
using MySqlRuntime.Servers;
using Support;

namespace Integration.MySqlRuntime;

/// <summary>Servers of these tests' own, for they are killed and started again.</summary>
public sealed class ServerProcessTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-lab-");
    private MySqlInstallation _installation = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _installation = await LocatedMySql.OrSkipAsync(Cancellation);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ComesBack_WithItsData_AfterACrash()
    {
        await using (var server = await StartAsync("one"))
        {
            await Sql.RunAsync(server.RootConnectionString, "CREATE DATABASE kept", Cancellation);
            await server.KillAsync();
            Assert.True(server.HasExited);
        }

        await using var again = await StartAsync("one");
        Assert.Equal("kept", await Sql.AskAsync(again.RootConnectionString, "SHOW DATABASES LIKE 'kept'", Cancellation));
    }

    [Fact]
    public async Task StaysReadOnly_AcrossARestart_WhenThatWasPersisted()
    {
        await using (var server = await StartAsync("one"))
        {
            await Sql.RunAsync(server.RootConnectionString, "SET PERSIST super_read_only = ON", Cancellation);
        }

        await using var again = await StartAsync("one");
        Assert.Equal("1", await Sql.AskAsync(again.RootConnectionString, "SELECT @@GLOBAL.super_read_only", Cancellation));
    }

    [Fact]
    public async Task StaysLimited_AcrossARestart()
    {
        var passwords = new LabPasswords("pw-root", "pw-admin", "pw-application", "pw-replication");
        await using (var server = await StartAsync("one"))
        {
            await RdsLimits.ApplyAsync(server.RootConnectionString, passwords, cancellationToken: Cancellation);
        }

        await using var again = await StartAsync("one");
        var admin = LabConnectionString.For(again.Port, "admin", "pw-admin");
        await Assert.ThrowsAsync<MySqlException>(() => Sql.RunAsync(admin, "UPDATE mysql.user SET Super_priv = 'Y' WHERE User = 'admin'", Cancellation));
    }

    [Fact]
    public async Task TwoServers_DifferInUuidAndPort()
    {
        var servers = await Task.WhenAll(StartAsync("one"), StartAsync("two", 2));
        var uuids = await Task.WhenAll(servers.Select(server => Sql.AskAsync(server.RootConnectionString, "SELECT @@server_uuid", Cancellation)));
        await Task.WhenAll(servers.Select(server => server.StopAsync()));

        Assert.NotEqual(uuids[0], uuids[1]);
        Assert.NotEqual(servers[0].Port, servers[1].Port);
    }

    [Fact]
    public async Task Runs_InAVeryLongFolder()
    {
        var deep = string.Join('/', Enumerable.Repeat("a-rather-long-folder-name", 8));

        await using var server = await StartAsync(deep);

        Assert.True(server.DataDirectory.Length > 150);
    }

    [Fact]
    public async Task Says_ThatThePortIsTaken()
    {
        await using var first = await StartAsync("one");

        var exception = await Assert.ThrowsAsync<MySqlServerStartException>(() => StartAsync("two", port: first.Port));

        Assert.Contains($"Port {first.Port} of 127.0.0.1 is taken", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_ThatThePasswordIsAnother()
    {
        await (await StartAsync("one")).DisposeAsync();

        var exception = await Assert.ThrowsAsync<MySqlServerStartException>(() => StartAsync("one", password: "another"));

        Assert.Contains("refuses root's password", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_WhatTheServerSays_WhenItCannotStart()
    {
        var exception = await Assert.ThrowsAsync<MySqlServerStartException>(() => StartAsync("one", extra: "--no-such-option"));

        Assert.Contains("no-such-option", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pw-root", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LeavesNoPassword_OnDiskOrInItsArguments()
    {
        await using var server = await StartAsync("one");

        Assert.False(File.Exists(RootAccountFile.PathIn(server.DataDirectory)));
        Assert.DoesNotContain("pw-root", await File.ReadAllTextAsync($"/proc/{server.Pid}/cmdline", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("pw-root", await File.ReadAllTextAsync(server.ErrorLog, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_InAnOrderlyWay()
    {
        var server = await StartAsync("one");

        Assert.True(await server.StopAsync());
        Assert.False(Directory.Exists($"/proc/{server.Pid}"));
    }

    [Fact]
    public async Task KeepsTheErrorLog_OfTheRunBefore()
    {
        await (await StartAsync("one")).DisposeAsync();
        await using var again = await StartAsync("one");

        Assert.Contains("Shutdown complete", await File.ReadAllTextAsync($"{again.ErrorLog}.previous", Cancellation), StringComparison.Ordinal);
    }

    /// <summary>The test process cannot kill itself: a shell stands for the parent that dies.</summary>
    [Fact]
    public async Task Ends_WhenItsParentDies()
    {
        using var parent = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sleep 600 & echo $!; wait"]) { RedirectStandardOutput = true })!;
        var child = int.Parse((await parent.StandardOutput.ReadLineAsync(Cancellation))!, System.Globalization.CultureInfo.InvariantCulture);
        var watcher = new ProcessStartInfo("/bin/sh", ["-c", Lifeline.Script, "lifeline", $"{child}"]) { RedirectStandardInput = true };
        using var lifeline = Process.Start(watcher)!;
        Assert.True(Directory.Exists($"/proc/{child}"));

        lifeline.StandardInput.Close(); // What the kernel does to the pipe of a process that has been killed.

        await Eventually.TrueAsync(() => parent.HasExited, Cancellation);
        await lifeline.WaitForExitAsync(Cancellation);
        Assert.False(Directory.Exists($"/proc/{child}"));
    }

    private Task<MySqlServerProcess> StartAsync(string name, uint id = 1, int port = 0, string password = "pw-root", string? extra = null) => MySqlServerProcess.StartAsync(
        _installation,
        new MySqlServerOptions
        {
            Name = "mysql-test",
            ServerId = id,
            Port = port,
            DataDirectory = Path.Combine(_folder.FullName, name),
            RootPassword = password,
            ExtraArguments = extra is null ? [] : [extra],
        },
        Cancellation);
}
