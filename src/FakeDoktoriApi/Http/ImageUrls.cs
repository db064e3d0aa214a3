namespace FakeDoktoriApi.Http;

/// <summary>Images are stored as keys and given out as addresses; what already is an address stays one.</summary>
internal sealed class ImageUrls(ApiOptions options)
{
    private readonly string _base = options.ImageBaseUrl.TrimEnd('/');

    public string? Resolve(string? stored) =>
        string.IsNullOrWhiteSpace(stored) ? null
        : stored.StartsWith("http://", StringComparison.Ordinal) || stored.StartsWith("https://", StringComparison.Ordinal) ? stored
        : $"{_base}/{stored}";
}
