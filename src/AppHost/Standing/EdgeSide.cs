namespace AppHost.Standing;

/// <summary>The edge that clients reach.</summary>
internal enum EdgeSide
{
    Old,
    New,
}
