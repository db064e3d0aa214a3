namespace LoadTests.Traffic.Names;

/// <summary>How long a client goes on using an address it once resolved.</summary>
internal enum DnsHabit
{
    /// <summary>As long as the answer says. Then it asks again, and leaves connections to addresses that the new answer does not have.</summary>
    Ttl,

    /// <summary>Like <see cref="Ttl"/>, but every answer counts for 30 s, whatever it says: the default of the JVM.</summary>
    Jvm,

    /// <summary>As long as a pooled connection lives; only a new connection asks (by the TTL).</summary>
    Pinned,
}
