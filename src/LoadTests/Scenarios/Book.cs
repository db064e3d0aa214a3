using System.Text.Json;

namespace LoadTests.Scenarios;

/// <summary>A book as GET /books lists it and POST /meetings takes it.</summary>
internal sealed record Book(string Isbn, string Title, string? Authors, string? Publisher)
{
    /// <summary>The books of an answer (<c>data.data</c>); those without an ISBN cannot be used. Empty for anything that is not such an answer.</summary>
    public static IReadOnlyList<Book> FromAnswer(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
            [
                .. json.RootElement.GetProperty("data").GetProperty("data").EnumerateArray()
                    .Select(book => new Book(Text(book, "isbn") ?? "", Text(book, "title") ?? "", Text(book, "authors"), Text(book, "publisher")))
                    .Where(book => book.Isbn.Length > 0 && book.Title.Length > 0),
            ];
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string? Text(JsonElement book, string name) =>
        book.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
