namespace FakeDoktoriApi.Books;

/// <summary>Nested once more than the others: the envelope's data has a data of its own.</summary>
internal sealed record BookSearchResult(IReadOnlyList<BookSearchResult.Item> Data, BookSearchResult.Pages PageInfo)
{
    internal sealed record Item(string Title, string Authors, string Publisher, string ThumbnailUrl, DateOnly PublishedAt, string Isbn);

    internal sealed record Pages(int Page, int Size, int TotalCount, bool IsEnd);
}
