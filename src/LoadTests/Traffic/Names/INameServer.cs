namespace LoadTests.Traffic.Names;

internal interface INameServer
{
    /// <summary>Asks afresh, within a time limit of its own.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host, no address of it, or no answer.</exception>
    Task<NameAnswer> AskAsync(string host);
}
