namespace Migration.Checksums.Multisets;

internal readonly record struct HashDifference(string Hash, long InSource, long InTarget)
{
    public long Copies => Math.Abs(InSource - InTarget);

    public bool Missing => InSource > InTarget;
}
