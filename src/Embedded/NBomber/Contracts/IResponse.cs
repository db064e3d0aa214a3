namespace NBomber.Contracts;

/// <summary>How one iteration or step ended.</summary>
public interface IResponse
{
    string StatusCode { get; }
    bool IsError { get; }
    long SizeBytes { get; }
    string Message { get; }
}
