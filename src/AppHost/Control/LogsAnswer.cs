namespace AppHost.Control;

internal sealed record LogsAnswer(string Resource, IReadOnlyList<string> Lines);
