using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Makes the answers of iterations and steps.</summary>
public static class Response
{
    private static readonly Response<object> EmptyOk = Ok(statusCode: "");
    private static readonly Response<object> EmptyFail = Fail(statusCode: "");

    public static Response<object> Ok() => EmptyOk;

    public static Response<object> Fail() => EmptyFail;

    public static Response<object> Ok(string statusCode = "", long sizeBytes = 0, string message = "", double latencyMs = 0) =>
        Make<object>(statusCode, isError: false, sizeBytes, message, latencyMs);

    public static Response<T> Ok<T>(string statusCode = "", long sizeBytes = 0, string message = "", double latencyMs = 0) =>
        Make<T>(statusCode, isError: false, sizeBytes, message, latencyMs);

    // Unlike Ok, the package takes the message before the size.
    public static Response<object> Fail(string statusCode = "", string message = "", long sizeBytes = 0, double latencyMs = 0) =>
        Make<object>(statusCode, isError: true, sizeBytes, message, latencyMs);

    public static Response<T> Fail<T>(string statusCode = "", string message = "", long sizeBytes = 0, double latencyMs = 0) =>
        Make<T>(statusCode, isError: true, sizeBytes, message, latencyMs);

    private static Response<T> Make<T>(string statusCode, bool isError, long sizeBytes, string message, double latencyMs) => new()
    {
        StatusCode = statusCode,
        IsError = isError,
        SizeBytes = sizeBytes,
        Message = message,
        LatencyMs = latencyMs,
    };
}
