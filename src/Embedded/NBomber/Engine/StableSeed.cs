namespace NBomber.Engine;

internal static class StableSeed
{
    /// <summary>FNV-1a; string.GetHashCode differs from process to process.</summary>
    public static int Of(string name, int number)
    {
        var hash = 2166136261u;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return unchecked((int)((hash ^ (uint)number) * 16777619));
    }
}
