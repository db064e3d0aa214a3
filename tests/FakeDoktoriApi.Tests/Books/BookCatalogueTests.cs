using FakeDoktoriApi.Books;

namespace FakeDoktoriApi.Tests.Books;

public sealed class BookCatalogueTests
{
    private static readonly BookCatalogue _catalogue = new();

    [Fact]
    public void EveryBook_HasATitleAndIsbnsOfItsOwn_ThatFitTheirColumns()
    {
        Assert.Equal(2_000, _catalogue.Books.Count);
        Assert.Equal(2_000, _catalogue.Books.Select(b => b.Isbn13).Distinct().Count());
        Assert.Equal(2_000, _catalogue.Books.Select(b => b.Title).Distinct().Count());
        Assert.All(_catalogue.Books, b =>
        {
            Assert.InRange(b.Title.Length, 1, 255);
            Assert.True(Isbn.IsAcceptable(b.Isbn), b.Isbn);
            Assert.Equal(b.Isbn13, Isbn.To13(b.Isbn));
            Assert.Equal(b.Isbn13, Isbn.To13(b.Isbn10));
        });
    }

    [Fact]
    public void EverySearchWord_FindsAPageOfBooksThatAreInTheSeededTable()
    {
        var seeded = _catalogue.Books.Take(BookCatalogue.SeededCount).ToHashSet();
        Assert.All(SearchWords.All, word =>
        {
            var (page, total) = _catalogue.Search(word, 1, 5);
            Assert.Equal(5, page.Count);
            Assert.True(total >= 5);
            Assert.Subset(seeded, page.ToHashSet());
        });
    }

    [Fact]
    public void Pages_FollowEachOther_AndTheLastIsShort()
    {
        var (_, total) = _catalogue.Search("책", 1, 1);
        var pages = Enumerable.Range(1, (total / 10) + 2).Select(page => _catalogue.Search("책", page, 10).Page).ToArray();

        Assert.Equal(total, pages.SelectMany(p => p).Distinct().Count());
        Assert.Equal(total % 10, pages[total / 10].Count);
        Assert.Empty(pages[^1]);
    }

    [Fact]
    public void UnknownText_FindsNothing() => Assert.Equal(0, _catalogue.Search("없는말", 1, 10).Total);

    [Fact]
    public void Isbn_FindsItsBook()
    {
        var book = _catalogue.Books[1_234];

        Assert.Same(book, _catalogue.Find(book.Isbn13));
        Assert.Equal([book], _catalogue.Search(book.Isbn13, 1, 10).Page);
        Assert.Null(_catalogue.Find("9780000000000"));
    }

    [Theory]
    [InlineData("978030640615", "9780306406157")]
    [InlineData("978893643426", "9788936434267")]
    public void CheckDigit13(string twelve, string expected) => Assert.Equal(expected, Isbn.WithCheckDigit13(twelve));

    [Theory]
    [InlineData("030640615", "0306406152")]
    [InlineData("080442957", "080442957X")]
    public void CheckDigit10(string nine, string expected) => Assert.Equal(expected, Isbn.WithCheckDigit10(nine));

    [Theory]
    [InlineData("8936434268", true)]
    [InlineData("080442957X", true)]
    [InlineData("9788936434267", true)]
    [InlineData("8936434268 9788936434267", true)]
    [InlineData("9788936434267 9788936434267", true)]
    [InlineData("893643426", false)]
    [InlineData("89364342689", false)]
    [InlineData("8936434268 978893643426", false)]
    [InlineData("8936434268  9788936434267", false)]
    [InlineData(" 9788936434267", false)]
    [InlineData("978893643426a", false)]
    public void Acceptable(string isbn, bool acceptable) => Assert.Equal(acceptable, Isbn.IsAcceptable(isbn));
}
