namespace MySqlRuntime.Tests;

public sealed class MySqlVersionTests
{
    [Theory]
    [InlineData("8.0.36", 8, 0, 36)]
    [InlineData("8.0.36-0ubuntu0.22.04.1", 8, 0, 36)]
    [InlineData("9.7.4-2", 9, 7, 4)]
    [InlineData("8.4.0-commercial", 8, 4, 0)]
    [InlineData(" 5.7.44-log", 5, 7, 44)]
    public void Reads_ThreeNumbers(string text, int major, int minor, int patch) =>
        Assert.Equal(new MySqlVersion(major, minor, patch), MySqlVersion.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("8.0")]
    [InlineData("eight")]
    [InlineData("v8.0.36")]
    [InlineData("99999.0.1")]
    public void Refuses_AnythingElse(string text)
    {
        Assert.False(MySqlVersion.TryParse(text, out _));
        Assert.Throws<FormatException>(() => MySqlVersion.Parse(text));
    }

    [Fact]
    public void Orders_ByNumber_NotByText()
    {
        Assert.True(new MySqlVersion(8, 0, 9) < new MySqlVersion(8, 0, 23));
        Assert.True(new MySqlVersion(10, 0, 0) > new MySqlVersion(9, 7, 4));
        Assert.True(new MySqlVersion(8, 4, 0).IsAtLeast(8, 4));
        Assert.False(new MySqlVersion(8, 0, 44).IsAtLeast(8, 4));
    }

    [Fact]
    public void Prints_AsMySqlDoes() => Assert.Equal("8.0.36", new MySqlVersion(8, 0, 36).ToString());
}
