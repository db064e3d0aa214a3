namespace FakeDoktoriApi.Books;

/// <summary>The words that titles of books and meetings are made of, so that every search of the load tests finds something.</summary>
internal static class SearchWords
{
    public static readonly IReadOnlyList<string> All =
    [
        "책", "봄", "시", "달", "빛", "독서", "소설", "모임", "인생", "사랑", "여행", "철학", "과학", "역사", "에세이",
        "데미안", "심리학", "토지", "자존감", "어린왕자", "코스모스", "총균쇠", "사피엔스", "채식주의자", "자기계발서",
    ];
}
