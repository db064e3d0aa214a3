namespace Migration;

/// <summary>Where an instance of a service runs.</summary>
public enum Site
{
    /// <summary>The old box, the old image.</summary>
    Blue,

    /// <summary>The old box, the image that phase 9 deploys.</summary>
    Green,

    /// <summary>The new network; phase 10 moves the edge's upstreams there.</summary>
    Vpc,
}
