using AppHost.Running;

namespace Hosting.Tests.AppHost;

public sealed class LabFolderTests : IDisposable
{
    private const UnixFileMode OnlyThisUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string root = Path.Combine(Directory.CreateTempSubdirectory("hosting-tests-").FullName, "labs");

    [Fact]
    public void Is_ForThisUserOnly()
    {
        using var folder = LabFolder.Create(root);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        Assert.Equal(OnlyThisUser, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public void Leaves_Nothing_Behind()
    {
        using (var folder = LabFolder.Create(root))
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "mysql-rds", "mysql"));
            File.WriteAllText(Path.Combine(folder.Path, "db-proxy.upstreams.json"), "{}");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(root));
    }

    [Fact]
    public void Removes_WhatDeadRunsLeft_AndNothingOfLivingOnes()
    {
        using var living = LabFolder.Create(root);
        var dead = Directory.CreateDirectory(Path.Combine(root, "dead")).FullName;
        File.WriteAllText(Path.Combine(root, "dead.lock"), "");

        using var folder = LabFolder.Create(root);
        Assert.False(Directory.Exists(dead));
        Assert.False(File.Exists($"{dead}.lock"));
        Assert.True(Directory.Exists(living.Path));
    }

    [Fact]
    public void Keeps_Logs_OfAFailure_UntilTheNextRun()
    {
        string log, tokens;
        using (var folder = LabFolder.Create(root))
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "mysql-rds"));
            tokens = Path.Combine(folder.Temporary, "tokens.json");
            File.WriteAllText(tokens, "[]");
            log = Path.Combine(folder.Logs, "mysql-rds.log");
            File.WriteAllText(log, "no space left");
            folder.KeepsLogs = true;
        }

        Assert.True(File.Exists(log));
        Assert.False(File.Exists(tokens));
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(log)!, "..", "mysql-rds")));
        using var next = LabFolder.Create(root);
        Assert.False(File.Exists(log));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);
}
