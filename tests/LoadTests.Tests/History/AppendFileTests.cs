using LoadTests.History;

namespace LoadTests.Tests.History;

public sealed class AppendFileTests
{
    [Fact]
    public void TwoWriters_DoNotOverwriteEachOther()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "O_APPEND is set on Linux only");
        var path = Path.GetTempFileName();
        try
        {
            using (var one = AppendFile.Open(path))
            using (var other = AppendFile.Open(path))
            {
                for (var i = 0; i < 3; i++)
                {
                    one.Write("one\n"u8);
                    other.Write("other\n"u8);
                }
            }

            Assert.Equal("one\nother\none\nother\none\nother\n", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
