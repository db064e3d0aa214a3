namespace AppHost.Control;

internal sealed record ResourcesAnswer(IReadOnlyList<ResourceView> Resources);
