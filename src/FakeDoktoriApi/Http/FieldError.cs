namespace FakeDoktoriApi.Http;

/// <param name="Field">The path of the field, as in <c>rounds[0].book.isbn</c>.</param>
/// <param name="Reason">The name of the constraint: Min, NotNull, Size, ...</param>
internal sealed record FieldError(string Field, string Reason, string Message);
