using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Books;

/// <summary>GET /books asks Kakao, not the database; here the catalogue, which never fails with 502.</summary>
internal sealed class BookEndpoints(BookCatalogue catalogue)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<BookEndpoints>();
        routes.MapGet("/books", endpoints.SearchAsync);
    }

    private ValueTask<IApiResult> SearchAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var text = query.Required("query", int.MaxValue);
        var page = query.Int("page", 1, 1, int.MaxValue);
        var size = query.Int("size", 10, 1, 50);
        if (query.Error is { } error)
        {
            return new(error);
        }

        var (books, total) = catalogue.Search(text.Trim(), page, size);
        var items = books.Select(b => new BookSearchResult.Item(b.Title, b.Authors, b.Publisher, b.ThumbnailUrl, b.PublishedAt, b.Isbn)).ToArray();
        return new(ApiResults.Ok(new BookSearchResult(items, new(page, size, total, (long)page * size >= total))));
    }
}
