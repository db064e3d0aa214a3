using LoadTests.History;

namespace LoadTests.Running;

/// <param name="Failure">Why a settlement that was asked for could not be made; the run is then not passed.</param>
internal sealed record SettledLedger(LedgerSummary Summary, string? Failure);
