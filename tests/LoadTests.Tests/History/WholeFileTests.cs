using LoadTests.History;

namespace LoadTests.Tests.History;

public sealed class WholeFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whole-file-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Replaces_WhatWasThere()
    {
        var path = Path.Combine(folder, "summary.json");
        WholeFile.Write(path, "first");
        WholeFile.Write(path, "second");

        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void LeavesNothingBehind_WhereItCannotWrite()
    {
        // A folder stands where the file should go.
        var path = Directory.CreateDirectory(Path.Combine(folder, "summary.json")).FullName;

        var failure = Record.Exception(() => WholeFile.Write(path, "text"));

        Assert.True(failure is IOException or UnauthorizedAccessException, failure?.ToString());
        Assert.Empty(Directory.GetFiles(folder));
    }
}
