using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace FakeDoktoriApi.Http;

/// <summary>
/// Reads the query as Spring binds it to an object and validates that: every fault is collected, an empty value counts as absent, a list may come
/// as <c>a=1&amp;a=2</c>, <c>a=1,2</c> or <c>a[]=1</c>. A value of the wrong type is a field error of that object, not a 400 (inferred).
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private List<FieldError>? _errors;

    public ApiError? Error => _errors is null ? null : ApiError.Validation(_errors);

    public int Int(string name, int fallback, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return Fail(name, "typeMismatch", $"{name}은(는) 정수여야 합니다.", fallback);
        }

        return value < min ? Fail(name, "Min", $"{name}은(는) {min} 이상이어야 합니다.", fallback)
            : value > max ? Fail(name, "Max", $"{name}은(는) {max} 이하여야 합니다.", fallback)
            : value;
    }

    public long? Cursor()
    {
        const string name = "cursorId";
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return Fail<long?>(name, "typeMismatch", $"{name}는 정수여야 합니다.", null);
        }

        return value < 1 ? Fail<long?>(name, "Min", $"{name}는 1 이상이어야 합니다.", null) : value;
    }

    public string Required(string name, int longest)
    {
        var value = query[name].ToString();
        return string.IsNullOrWhiteSpace(value) ? Fail(name, "NotBlank", $"{name}은(는) 필수입니다.", "")
            : value.Length > longest ? Fail(name, "Size", $"{name}은(는) {longest}자 이하여야 합니다.", "")
            : value;
    }

    /// <summary>One of the given words, exactly as written there, or null when absent.</summary>
    public string? OneOf(string name, IReadOnlyCollection<string> allowed) =>
        Text(name) is not { } text ? null
        : allowed.Contains(text) ? text
        : Fail<string?>(name, "typeMismatch", $"{name} 값이 올바르지 않습니다.", null);

    public IReadOnlyList<string> ManyOf(string name, IReadOnlyCollection<string>? allowed = null)
    {
        var values = Split(query[name]).Concat(Split(query[name + "[]"])).ToArray();
        return allowed is null || values.All(allowed.Contains) ? values : Fail<string[]>(name, "typeMismatch", $"{name} 값이 올바르지 않습니다.", []);
    }

    public T Fail<T>(string name, string reason, string message, T result)
    {
        (_errors ??= []).Add(new(name, reason, message));
        return result;
    }

    private static IEnumerable<string> Split(StringValues values) =>
        values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private string? Text(string name) => query.TryGetValue(name, out var values) && values is [{ Length: > 0 } first, ..] ? first : null;
}
