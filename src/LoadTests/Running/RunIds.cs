namespace LoadTests.Running;

internal static class RunIds
{
    /// <summary>The time to the second, and four digits for runs that start in the same one.</summary>
    public static string New(TimeProvider time, int seed) =>
        $"{time.GetUtcNow():yyMMddHHmmss}-{new Random(HashCode.Combine(seed, time.GetTimestamp())).Next(0x10000):x4}";
}
