using System.Globalization;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>What the traffic steps leave in the run's memory for later steps and for undo, perhaps in another process.</summary>
internal static class TrafficMemory
{
    /// <summary>"yes" when the run started the instance itself.</summary>
    public static string Started(Service service, Site site) => $"{service}.{site}.started";

    /// <summary>When it was told to start, Unix microseconds.</summary>
    public static string StartedAt(Service service, Site site) => $"{service}.{site}.started-at";

    /// <summary>Upstream of the route before the run moved it.</summary>
    public static string ActiveBefore(Service service) => $"{service}.active-before";

    public static string OldId(Service service) => $"{service}.old-id";

    public static string NewId(Service service) => $"{service}.new-id";

    /// <summary>When the edge was told to switch, Unix microseconds.</summary>
    public static string SwitchedAt(Service service) => $"{service}.switched-at";

    /// <summary>Requests the old upstream had had when the edge was told to switch.</summary>
    public static string OldRequests(Service service) => $"{service}.old-requests";

    /// <summary>The zone's TTL before the run, seconds.</summary>
    public const string TtlBefore = "dns.ttl-before";

    /// <summary>The record before the run.</summary>
    public const string AddressBefore = "dns.address-before";

    /// <summary>When the record was changed, Unix microseconds.</summary>
    public const string ChangedAt = "dns.changed-at";

    public static long Number(this RunContext run, string key) => long.Parse(run.Recall(key) ?? "0", CultureInfo.InvariantCulture);

    public static void Remember(this RunContext run, string key, long value) => run.Memory[key] = value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Milliseconds since a remembered moment.</summary>
    public static double MillisecondsSince(this RunContext run, string key) => Math.Round((run.NowUs() - run.Number(key)) / 1000.0, 3);
}
