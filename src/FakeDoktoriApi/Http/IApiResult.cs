namespace FakeDoktoriApi.Http;

/// <summary>What a handler answers: data, an error of the contract, or nothing.</summary>
internal interface IApiResult
{
    Task WriteAsync(HttpContext context);
}
