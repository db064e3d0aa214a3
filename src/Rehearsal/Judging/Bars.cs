using Rehearsal.Plans;

namespace Rehearsal.Judging;

/// <summary>The bars a rehearsal is held against. The operators' own are wider; the report shows both.</summary>
internal static class Bars
{
    /// <summary>Median of a run's switches, client view.</summary>
    public const double WriteUnavailableMedianMs = 250;

    /// <summary>The operators' bar for a single cutover.</summary>
    public const double WriteUnavailableOperatorsMs = 60_000;

    /// <summary>A client whose WebSocket had to be cut is connected again within this.</summary>
    public const double ReconnectMs = 2_000;

    /// <summary>After the record's TTL has passed, this much later the last client has left the old edge.</summary>
    public const double DnsSlackMs = 1_000;

    /// <summary>Each rollback from the decision to its last confirmed step, ours and the operators' budget; null: no budget of theirs.</summary>
    public static readonly IReadOnlyDictionary<string, (double Ms, double? OperatorsMs)> Rollbacks = new Dictionary<string, (double, double?)>
    {
        [RunbookName.RollBack] = (10_000, 180_000),
        [RunbookName.RollBackServices] = (15_000, 120_000),
        [RunbookName.RollBackNginx] = (1_000, 30_000),
    };

    /// <summary>The probe must have looked at least this often to claim a window of that precision.</summary>
    public const double ProbeResolutionMs = 25;

    /// <summary>Fewer acknowledged writes than this prove nothing about loss.</summary>
    public const int MinAcknowledgedWrites = 50;

    /// <summary>Fewer reads than this in an act prove nothing about availability.</summary>
    public const int MinReads = 100;

    /// <summary>The same for requests of any kind.</summary>
    public const int MinRequests = 100;
}
