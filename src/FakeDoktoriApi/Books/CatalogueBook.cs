namespace FakeDoktoriApi.Books;

internal sealed record CatalogueBook(
    string Isbn10, string Isbn13, string Title, string Authors, string Publisher, string ThumbnailUrl, DateOnly PublishedAt)
{
    /// <summary>As Kakao writes it: both numbers, separated by a blank.</summary>
    public string Isbn => $"{Isbn10} {Isbn13}";
}
