namespace FakeDoktoriApi.Http;

/// <summary>The shape of every error. <c>errors</c> and <c>data</c> are written even when null.</summary>
internal sealed record ErrorBody(string Code, string Message, IReadOnlyList<FieldError>? Errors, string? Data = null);
