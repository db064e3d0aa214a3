namespace Migration.Web;

/// <summary>What a GET showed.</summary>
/// <param name="Status">Null when no answer came.</param>
/// <param name="ServerId">The <c>X-Server-Id</c> of the answer.</param>
/// <param name="Problem">Why no answer came.</param>
/// <param name="IsDown">Nothing listens there: the connection was refused.</param>
internal sealed record WebAnswer(int? Status, string? ServerId, double Milliseconds, string? Problem, bool IsDown)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The service answered for itself; 401 or 404 is as good an answer as 200.</summary>
    public bool IsServed => Status is < 500;

    public string Sentence => Status is { } status ? $"{status}{(ServerId is null ? "" : $" from {ServerId}")}" : Problem ?? "no answer";
}
