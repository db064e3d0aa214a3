using MySqlRuntime.Servers;

namespace MySqlRuntime.Tests.Servers;

public sealed class ServerArgumentsTests
{
    private static readonly MySqlServerOptions Options = new()
    {
        Name = "mysql-lightsail",
        ServerId = 7,
        Port = 3310,
        DataDirectory = "/var/lab/mysql-lightsail",
        RootPassword = "top-secret",
        ExtraArguments = ["--innodb-buffer-pool-size=64M"],
    };

    [Theory]
    [InlineData("8.0.11")]
    [InlineData("8.0.36")]
    [InlineData("8.4.2")]
    [InlineData("9.7.4")]
    public void AsksFor_WhatReplicationAndDurabilityNeed(string version)
    {
        var arguments = Build(version);

        string[] needed =
        [
            "--server-id=7", "--log-bin=binlog", "--gtid-mode=ON", "--enforce-gtid-consistency=ON", "--port=3310", "--bind-address=127.0.0.1",
            "--innodb-flush-log-at-trx-commit=1", "--sync-binlog=1", "--skip-name-resolve", "--relay-log=relay", "--report-host=127.0.0.1",
        ];
        Assert.Subset(arguments.ToHashSet(), needed.ToHashSet());
        Assert.Equal("--defaults-file=/var/lab/mysql-lightsail/#lab_my.cnf", arguments[0]);
    }

    [Theory]
    [InlineData("8.0.11", "--slave-parallel-workers=4", "--replica-parallel-workers=4")]
    [InlineData("8.0.26", "--replica-parallel-workers=4", "--slave-parallel-workers=4")]
    [InlineData("8.0.36", "--binlog-transaction-dependency-tracking=WRITESET", "--slave-parallel-type=LOGICAL_CLOCK")]
    [InlineData("9.7.4", "--innodb-redo-log-capacity=128M", "--binlog-transaction-dependency-tracking=WRITESET")]
    [InlineData("8.0.29", "--replica-preserve-commit-order=ON", "--innodb-redo-log-capacity=128M")]
    public void Chooses_ByVersion(string version, string has, string hasNot)
    {
        var arguments = Build(version);

        Assert.Contains(has, arguments);
        Assert.DoesNotContain(hasNot, arguments);
    }

    [Theory]
    [InlineData("8.4.2")]
    [InlineData("9.7.4")]
    public void NeverUses_RemovedWords_OnNewServers(string version) =>
        Assert.DoesNotContain(Build(version), argument => argument.Contains("slave", StringComparison.Ordinal) || argument.Contains("master", StringComparison.Ordinal));

    [Fact]
    public void KeepsTheSocketPathShort_HoweverLongTheDataDirectory() => Assert.Contains("--socket=mysql.sock", Build("9.7.4"));

    [Fact]
    public void KeepsThePassword_OutOfArguments() =>
        Assert.DoesNotContain(Build("9.7.4"), argument => argument.Contains("top-secret", StringComparison.Ordinal));

    [Fact]
    public void LetsExtraArguments_Win() => Assert.Equal("--innodb-buffer-pool-size=64M", Build("9.7.4")[^1]);

    [Fact]
    public void Names_TheInitFile_OnlyWhenThereIsOne()
    {
        Assert.Contains("--init-file=/var/lab/root.sql", ServerArguments.Build(Installation("9.7.4"), Options, "/var/lab/root.sql"));
        Assert.DoesNotContain(Build("9.7.4"), argument => argument.StartsWith("--init-file", StringComparison.Ordinal));
    }

    [Fact]
    public void TellsAMovedInstallation_WhereItIs() => Assert.Contains("--basedir=/cache/usr", Build("9.7.4"));

    private static IReadOnlyList<string> Build(string version) => ServerArguments.Build(Installation(version), Options, initFile: null);

    private static MySqlInstallation Installation(string version) => new(
        MySqlVersion.Parse(version), version, InstallationOrigin.DebianPackages, "/cache", ["--basedir=/cache/usr"], _ => new CommandLine("/cache/usr/sbin/mysqld"));
}
