using MySqlRuntime.Fetching;

namespace MySqlRuntime.Tests.Fetching;

public sealed class AptStateTests
{
    [Fact]
    public void KeepsApart_FromTheMachinesApt()
    {
        using var folder = new TemporaryFolder();
        var state = new AptState(folder.Path);

        state.Write("http://mirror.example.org/debian", "/usr/share/keyrings/debian-archive-keyring.gpg");

        var configuration = File.ReadAllText(state.ConfigurationFile);
        string[] own = ["Dir::Etc::sourcelist", "Dir::Etc::sourceparts", "Dir::State", "Dir::State::status", "Dir::Cache"];
        Assert.All(own, option => Assert.Contains($"{option} \"{folder.Path}/", configuration, StringComparison.Ordinal));
        Assert.Contains("#clear DPkg::Post-Invoke;", configuration, StringComparison.Ordinal);
        Assert.Contains("APT::Install-Recommends \"false\";", configuration, StringComparison.Ordinal);
        Assert.Equal(
            "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example.org/debian unstable main\n",
            File.ReadAllText(Path.Combine(folder.Path, "sources.list")));
    }

    [Fact]
    public void HasLists_OnlyWhenThereIsOne()
    {
        using var folder = new TemporaryFolder();
        var state = new AptState(folder.Path);
        state.Write("http://mirror.example.org/debian", "keyring");
        Assert.False(state.HasLists);

        folder.Write("state/lists/mirror.example.org_debian_dists_unstable_main_binary-amd64_Packages.lz4", "");
        Assert.True(state.HasLists);
    }

    [Fact]
    public async Task Refuses_WithoutDebiansKeyring()
    {
        using var folder = new TemporaryFolder();
        var source = new AptPackageSource(["http://127.0.0.1:1/debian"], Path.Combine(folder.Path, "no-keyring.gpg"), "'mysqld' on PATH is MariaDB");

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(
            () => source.PlanAsync(folder.Path, new Progress<FetchProgress>(), TestContext.Current.CancellationToken));

        // On a system without apt at all, that is what is said instead.
        Assert.Contains(exception.Reason, new[] { MySqlUnavailableReason.NoKeyring, MySqlUnavailableReason.NoApt });
        Assert.Contains("MariaDB", exception.Message, StringComparison.Ordinal);
    }
}
