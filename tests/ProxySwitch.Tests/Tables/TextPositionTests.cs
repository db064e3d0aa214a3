using System.Text;
using ProxySwitch.Tables;

namespace ProxySwitch.Tests.Tables;

public sealed class TextPositionTests
{
    [Theory]
    [InlineData("abc", 0, 1, 1)]
    [InlineData("abc", 3, 1, 4)]
    [InlineData("a\nbc", 2, 2, 1)]
    [InlineData("a\r\n\r\nbc", 6, 3, 2)]
    [InlineData("독토리x", 9, 1, 4)]
    [InlineData("abc", 99, 1, 4)]
    public void Counts_AsAnEditorDoes(string text, long byteOffset, int line, int column) =>
        Assert.Equal(new TextPosition(line, column), TextPosition.At(Encoding.UTF8.GetBytes(text), byteOffset));
}
