namespace LoadTests.Traffic.Names;

/// <summary>The habits as the command line calls them.</summary>
internal static class DnsHabits
{
    /// <summary>Null when it is none.</summary>
    public static DnsHabit? Parse(string? text) => text switch
    {
        "ttl" => DnsHabit.Ttl,
        "jvm" => DnsHabit.Jvm,
        "pinned" => DnsHabit.Pinned,
        _ => null,
    };
}
