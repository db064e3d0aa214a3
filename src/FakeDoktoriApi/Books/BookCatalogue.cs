using System.Collections.Frozen;
using System.Globalization;

namespace FakeDoktoriApi.Books;

/// <summary>
/// What answers instead of Kakao's book search: a fixed list, the same in every process and for every seed, so that a book found by one
/// instance can be registered by another. The first <see cref="SeededCount"/> are in the seeded database; the others arrive with the first
/// meeting that reads them, as in production.
/// </summary>
internal sealed class BookCatalogue
{
    public const int SeededCount = 600;

    private static readonly string[] _templates =
    [
        "{0}", "처음 만나는 {0}", "{0} 수업", "하루 한 장 {0}", "다시, {0}", "{0}에 관하여", "{0}의 발견", "{0}의 기술",
        "우리들의 {0}", "{0} 사용 설명서", "늦은 밤의 {0}", "{0} 읽는 시간", "아주 사적인 {0}", "{0} 이후", "{0}, 그리고 {1}", "{0}: {1}의 문장들",
    ];

    private static readonly string[] _families = ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오"];
    private static readonly string[] _givens = ["서연", "도윤", "하은", "지호", "수아", "예준", "민서", "현우", "지우", "은채", "태오", "가람", "누리"];
    private static readonly string[] _publishers = ["독토리", "책마루", "새벽서가", "다정한책", "물푸레", "북극곰출판", "열린문고"];

    private readonly FrozenDictionary<string, CatalogueBook> _byIsbn13;

    public BookCatalogue()
    {
        var perVolume = _templates.Length * SearchWords.All.Count;
        Books = [.. Enumerable.Range(0, perVolume * 5).Select(i => Create(i, i / perVolume))];
        _byIsbn13 = Books.ToFrozenDictionary(book => book.Isbn13);
    }

    public IReadOnlyList<CatalogueBook> Books { get; }

    public CatalogueBook? Find(string isbn13) => _byIsbn13.GetValueOrDefault(isbn13);

    /// <summary>Books whose title, authors or ISBN contain the text, in catalogue order, which is stable from page to page.</summary>
    public (IReadOnlyList<CatalogueBook> Page, int Total) Search(string text, int page, int size)
    {
        var hits = new List<CatalogueBook>(size);
        var total = 0;
        var skip = (page - 1L) * size;
        foreach (var book in Books)
        {
            if (!Matches(book, text))
            {
                continue;
            }

            if (total++ >= skip && hits.Count < size)
            {
                hits.Add(book);
            }
        }

        return (hits, total);
    }

    private static bool Matches(CatalogueBook book, string text) =>
        book.Title.Contains(text, StringComparison.OrdinalIgnoreCase)
        || book.Authors.Contains(text, StringComparison.OrdinalIgnoreCase)
        || book.Isbn13.Equals(text, StringComparison.Ordinal)
        || book.Isbn10.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static CatalogueBook Create(int index, int volume)
    {
        var words = SearchWords.All;
        var template = _templates[index % _templates.Length];
        var word = index / _templates.Length % words.Count;
        var title = string.Format(CultureInfo.InvariantCulture, template, words[word], words[(word + 1 + (volume * 5)) % words.Count]);
        if (volume > 0 && !template.Contains("{1}", StringComparison.Ordinal))
        {
            title += $" {volume + 1}";
        }

        // 978-89 is Korea's block; 9 as the next digit keeps these apart from real books as far as possible.
        var nine = "899" + index.ToString("D6", CultureInfo.InvariantCulture);
        var isbn13 = Isbn.WithCheckDigit13("978" + nine);
        var author = _families[index * 7 % _families.Length] + _givens[index * 5 % _givens.Length];
        var translator = _families[((index * 7) + 5) % _families.Length] + _givens[((index * 3) + 4) % _givens.Length];
        return new(
            Isbn.WithCheckDigit10(nine),
            isbn13,
            title,
            index % 4 == 0 ? $"{author}, {translator}" : author,
            _publishers[index % _publishers.Length],
            $"https://search1.kakaocdn.net/thumb/R120x174.q85/{isbn13}.jpg",
            new DateOnly(1995, 1, 1).AddDays(index * 37 % 10_950));
    }
}
