using ProxySwitch.Edge.Clients;

namespace ProxySwitch.Tests.Edge.Clients;

internal sealed class FakeTransport : IClientTransport
{
    public List<string> Calls { get; } = [];

    public bool HasUnreadBytes { get; set; }

    public void CloseWhenIdle() => Calls.Add("close");

    public void Abort() => Calls.Add("abort");
}
