using ProxySwitch.Control;

namespace ProxySwitch.Tests.Control;

public sealed class ControlTokenTests
{
    private const string Secret = "s3cret-s3cret-s3cret";

    [Fact]
    public void Matches_ExactlyTheSecret() => Assert.True(ControlToken.Create(Secret, out _)!.Matches(Secret));

    [Theory]
    [InlineData("")]
    [InlineData("s3cret-s3cret-s3cre")]
    [InlineData("s3cret-s3cret-s3crets")]
    [InlineData("S3CRET-S3CRET-S3CRET")]
    [InlineData("s3cret-s3cret-s3cret\0")]
    public void Rejects_AnythingElse(string presented) => Assert.False(ControlToken.Create(Secret, out _)!.Matches(presented));

    [Fact]
    public void Rejects_AHugeHeader() => Assert.False(ControlToken.Create(Secret, out _)!.Matches(new string('x', 1_000_000)));

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("short-secret", "too short")]
    [InlineData("with space with space", "printable ASCII")]
    [InlineData("비밀비밀비밀비밀비밀비밀비밀비밀", "printable ASCII")]
    public void Refuses_AWeakSecret_WithoutRepeatingIt(string? secret, string reason)
    {
        Assert.Null(ControlToken.Create(secret, out var said));
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(secret) || !said.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void None_MatchesNothing()
    {
        Assert.False(ControlToken.None.Matches(""));
        Assert.False(ControlToken.None.Matches(Secret));
    }
}
