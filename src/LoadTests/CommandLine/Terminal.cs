namespace LoadTests.CommandLine;

/// <summary>Whether a person sits there, and what they answer.</summary>
/// <param name="Asks">Input and output are a terminal: a question can be answered.</param>
/// <param name="Draws">Output is a terminal: a display may be redrawn in place.</param>
/// <param name="ReadLine">Null at the end of the input.</param>
internal sealed record Terminal(bool Asks, bool Draws, Func<string?> ReadLine)
{
    public static readonly Terminal None = new(Asks: false, Draws: false, () => null);

    public static Terminal OfProcess() => new(
        !Console.IsInputRedirected && !Console.IsOutputRedirected,
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
        Console.ReadLine);

    /// <returns>Whether the answer was a yes, in English or Korean; anything else is a no.</returns>
    public bool Confirm(TextWriter output, string question)
    {
        output.Write($"{question} [y/N] ");
        output.Flush();
        return ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" or "예" or "네";
    }
}
