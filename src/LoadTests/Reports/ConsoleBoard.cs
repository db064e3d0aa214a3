using System.Text;

namespace LoadTests.Reports;

/// <summary>
/// The console with a few lines at its bottom that are redrawn in place: ordinary lines go above them. On anything but a terminal
/// it passes lines through and draws nothing.
/// </summary>
internal sealed class ConsoleBoard(TextWriter output, bool draws) : TextWriter
{
    private readonly Lock gate = new();
    private IReadOnlyList<string> board = [];

    public override Encoding Encoding => output.Encoding;

    public bool Draws => draws;

    public override void Write(char value)
    {
        lock (gate)
        {
            output.Write(value);
        }
    }

    public override void WriteLine(string? value)
    {
        lock (gate)
        {
            Erase();
            output.WriteLine(value);
            Draw();
        }
    }

    /// <summary>Replaces the lines at the bottom; none removes them.</summary>
    public void Show(IReadOnlyList<string> lines)
    {
        if (!draws)
        {
            return;
        }

        lock (gate)
        {
            Erase();
            board = lines;
            Draw();
        }
    }

    private void Erase()
    {
        if (board.Count > 0)
        {
            // Up as many lines as were drawn, then clear to the end of the screen.
            output.Write($"\e[{board.Count}A\r\e[J");
        }
    }

    private void Draw()
    {
        foreach (var line in board)
        {
            // Not wrapped: a line that took two rows would be erased by half.
            output.Write($"\e[?7l{line}\e[?7h\n");
        }

        output.Flush();
    }
}
