namespace LoadTests.Running;

/// <param name="Draws">Output is a terminal on which a display may be redrawn in place.</param>
internal sealed record RunConsole(TextWriter Output, TextWriter Errors, bool Draws);
