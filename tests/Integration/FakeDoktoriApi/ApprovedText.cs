using System.Runtime.CompilerServices;

namespace Integration.FakeDoktoriApi;

/// <summary>Compares with a file beside the tests. A difference is written next to it as <c>.received</c>: look at it, then rename it.</summary>
internal static class ApprovedText
{
    public static async Task VerifyAsync(string file, string text, [CallerFilePath] string testFile = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(testFile)!, file);
        var received = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        var expected = File.Exists(approved) ? await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken) : "";
        if (expected != text)
        {
            await File.WriteAllTextAsync(received, text, TestContext.Current.CancellationToken);
        }
        else
        {
            File.Delete(received);
        }

        Assert.Equal(expected, text);
    }
}
