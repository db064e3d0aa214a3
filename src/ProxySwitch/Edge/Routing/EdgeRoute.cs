namespace ProxySwitch.Edge.Routing;

/// <summary>The two applications behind the edge, nginx's locations.</summary>
internal enum EdgeRoute
{
    Api,
    Chat,
}
