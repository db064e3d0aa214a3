namespace FakeDoktoriApi.Http;

/// <summary>The label <c>uri</c> of the request metrics: the template without the context path, as Spring gives it.</summary>
internal sealed record UriTemplate(string Value);
