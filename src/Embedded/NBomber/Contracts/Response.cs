namespace NBomber.Contracts;

/// <summary>An answer of an iteration or step; made by <see cref="NBomber.CSharp.Response"/>.</summary>
public sealed record Response<T> : IResponse
{
    public required string StatusCode { get; init; }
    public required bool IsError { get; init; }
    public required long SizeBytes { get; init; }
    public required string Message { get; init; }

    /// <summary>0 means: as the engine measured it.</summary>
    internal double LatencyMs { get; init; }
}
