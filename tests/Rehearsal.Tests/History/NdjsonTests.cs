using Rehearsal.History;

namespace Rehearsal.Tests.History;

public sealed class NdjsonTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ndjson-").FullName;

    private string File => Path.Combine(folder, "rows.ndjson");

    [Fact]
    public void Reads_WhatWasAppended()
    {
        Ndjson.Append(File, new LedgerRow("a", "k1", 1));
        Ndjson.Append(File, new LedgerRow("b", "한글", 2));

        Assert.Equal([new LedgerRow("a", "k1", 1), new LedgerRow("b", "한글", 2)], Ndjson.Read<LedgerRow>(File));
    }

    [Fact]
    public void PassesOver_ATornLastLine()
    {
        Ndjson.Append(File, new LedgerRow("a", "k1", 1));
        System.IO.File.AppendAllText(File, "{\"server\":\"b\",\"ke");

        Assert.Equal([new LedgerRow("a", "k1", 1)], Ndjson.Read<LedgerRow>(File));
    }

    [Fact]
    public void Names_ABrokenLineInTheMiddle()
    {
        System.IO.File.WriteAllLines(File, ["{}", "garbage", "{}"]);

        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => Ndjson.Read<LedgerRow>(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFile_IsAnEmptyHistory() => Assert.Empty(Ndjson.Read<LedgerRow>(File));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
