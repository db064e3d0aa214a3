namespace ProxySwitch.Edge.Clients;

/// <summary>What a connection's owner may do to it from outside its request; unit tests replace it.</summary>
internal interface IClientTransport
{
    /// <summary>Bytes have arrived that the server has not taken yet: a request is on its way in.</summary>
    bool HasUnreadBytes { get; }

    /// <summary>Ends the connection when no request is on it; a request whose first byte was taken is answered before, with <c>Connection: close</c>.</summary>
    void CloseWhenIdle();

    /// <summary>Ends the connection now, whatever is on it.</summary>
    void Abort();
}
