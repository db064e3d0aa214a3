using LoadTests.Reports;

namespace LoadTests.Tests.Reports;

public sealed class ConsoleBoardTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };

    public void Dispose() => output.Dispose();

    [Fact]
    public void ElsewhereThanOnATerminal_LinesAreJustLines()
    {
        using var board = new ConsoleBoard(output, draws: false);
        board.Show(["progress"]);
        board.WriteLine("복구 감지!");

        Assert.Equal("복구 감지!\n", output.ToString());
    }

    [Fact]
    public void OnATerminal_LinesGoAboveTheBoard()
    {
        using var board = new ConsoleBoard(output, draws: true);
        board.Show(["one", "two"]);
        board.WriteLine("event");
        board.Show([]);

        Assert.Equal(
            "\e[?7lone\e[?7h\n\e[?7ltwo\e[?7h\n" + "\e[2A\r\e[J" + "event\n" + "\e[?7lone\e[?7h\n\e[?7ltwo\e[?7h\n" + "\e[2A\r\e[J",
            output.ToString());
    }
}
