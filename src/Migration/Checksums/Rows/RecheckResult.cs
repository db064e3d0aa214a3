namespace Migration.Checksums.Rows;

internal sealed record RecheckResult(
    IReadOnlyList<RecheckedRow> Listed, long Confirmed, long Settled, int LastSettledOnRecheck, long Unsettled, bool ReplicaFellBehind);
