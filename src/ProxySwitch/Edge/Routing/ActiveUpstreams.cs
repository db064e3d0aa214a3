namespace ProxySwitch.Edge.Routing;

/// <summary>Which upstream serves each route, by name. Property names are the file's and the control API's.</summary>
internal sealed record ActiveUpstreams(string Api, string Chat)
{
    public string this[EdgeRoute route] => route == EdgeRoute.Chat ? Chat : Api;

    public override string ToString() => $"api={Api};chat={Chat}";
}
