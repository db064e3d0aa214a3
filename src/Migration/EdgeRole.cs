namespace Migration;

/// <summary>Which of the two edges. The names never change sides.</summary>
public enum EdgeRole
{
    /// <summary>The edge to leave.</summary>
    Old,

    /// <summary>The edge to move to.</summary>
    New,
}
