using LoadTests.History;

namespace Rehearsal.History;

/// <summary>All that one LoadTests process left behind.</summary>
/// <param name="Summary">Null when the process wrote none: it never started, or it was killed.</param>
public sealed record LoadRecord(
    string Act,
    string Scenario,
    RunSummary? Summary,
    IReadOnlyList<Sample> Samples,
    IReadOnlyList<LedgerEvent> Ledger)
{
    internal static LoadRecord Read(RunFolder folder, string act, string scenario)
    {
        var summaries = folder.LoadFolder(act, scenario) is var path && Directory.Exists(path)
            ? Directory.GetFiles(path, "*.summary.json").Order(StringComparer.Ordinal).ToArray()
            : [];
        return new LoadRecord(
            act,
            scenario,
            summaries.Length == 0 ? null : HistoryFile.ReadSummary(summaries[^1]),
            Lines(folder.SamplesFile(act, scenario), HistoryFile.ReadSamples),
            Lines(folder.LedgerFile(act, scenario), HistoryFile.ReadLedger));
    }

    // A load that never started left no file: that is an empty history, and a check's business.
    private static IReadOnlyList<T> Lines<T>(string path, Func<string, HistoryLines<T>> read) => File.Exists(path) ? read(path).Items : [];
}
