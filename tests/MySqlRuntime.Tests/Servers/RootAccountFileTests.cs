using MySqlRuntime.Servers;

namespace MySqlRuntime.Tests.Servers;

public sealed class RootAccountFileTests
{
    [Fact]
    public void CanBeRead_ByThisUserOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix file modes");
        using var folder = new TemporaryFolder();
        var file = RootAccountFile.PathIn(folder.Path);
        folder.Write(Path.GetFileName(file), "an old one, readable by all");

        RootAccountFile.Write(file, "secret");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void StaysOutOfTheBinaryLog() => Assert.StartsWith("SET SESSION sql_log_bin = 0;\n", RootAccountFile.Statements("x"), StringComparison.Ordinal);

    [Fact]
    public void Quotes_ThePassword()
    {
        var statements = RootAccountFile.Statements(@"it's a \ back");

        Assert.Contains(@"IDENTIFIED BY 'it''s a \\ back';", statements, StringComparison.Ordinal);
        // The server reads one statement a line.
        Assert.All(statements.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.EndsWith(";", line, StringComparison.Ordinal));
    }

    [Fact]
    public void IsNeeded_UntilRootCouldLogIn()
    {
        using var folder = new TemporaryFolder();
        Assert.True(RootAccountFile.NeededIn(folder.Path));

        RootAccountFile.Done(folder.Path);

        Assert.False(RootAccountFile.NeededIn(folder.Path));
    }
}
