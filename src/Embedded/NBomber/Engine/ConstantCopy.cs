namespace NBomber.Engine;

/// <summary>A copy that loops until it is retired.</summary>
internal sealed class ConstantCopy(CopyContext context)
{
    private volatile bool retired;

    public CopyContext Context => context;

    public bool Retired
    {
        get => retired;
        set => retired = value;
    }
}
