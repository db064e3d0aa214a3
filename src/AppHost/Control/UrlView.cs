namespace AppHost.Control;

/// <summary>An address of a resource.</summary>
internal sealed record UrlView(string Name, string Url);
