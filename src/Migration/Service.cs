namespace Migration;

/// <summary>The two services behind an edge; each is one route of its upstream table.</summary>
public enum Service
{
    Api,
    Chat,
}
