using Migration.Checksums.Multisets;

namespace Migration.Tests.Checksums;

public sealed class MultisetMergeTests
{
    [Theory]
    [InlineData("A1 B2", "A1 B2", "")]
    [InlineData("A1 B2", "", "A:1/0 B:2/0")]
    [InlineData("", "A1", "A:0/1")]
    [InlineData("A1 C1", "B1 C2 D1", "A:1/0 B:0/1 C:1/2 D:0/1")]
    [InlineData("A3", "A1", "A:3/1")]
    public async Task GivesWhatDoesNotOccurEquallyOften(string source, string target, string expected)
    {
        var found = new List<string>();
        await foreach (var d in MultisetMerge.DifferencesAsync(Parse(source), Parse(target)))
        {
            found.Add($"{d.Hash}:{d.InSource}/{d.InTarget}");
        }

        Assert.Equal(expected, string.Join(" ", found));
    }

    private static IAsyncEnumerable<HashCount> Parse(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => new HashCount(item[..1], item[1] - '0')).ToAsyncEnumerable();
}
