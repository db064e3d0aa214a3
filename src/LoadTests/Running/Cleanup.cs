using LoadTests.CommandLine;
using LoadTests.Configuration;
using LoadTests.Ledger;
using MySqlConnector;

namespace LoadTests.Running;

/// <summary>
/// <c>cleanup</c>: says which rows carry a run's mark and how to remove them. The API has no call that deletes a meeting, so
/// through it nothing can be removed; with <c>--db --yes</c> the rows go by SQL, in one transaction.
/// </summary>
internal sealed class Cleanup(CleanupOptions options, TargetSettings settings, TargetAccess access, TimeProvider time, TextWriter output, TextWriter errors)
{
    private const int MostListed = 50;

    // 20,000 rows: what data-integrity writes in two hours.
    private const int MostPages = 2_000;

    public async Task<int> RunAsync(CancellationToken abort)
    {
        try
        {
            return options.Database ? await BySqlAsync(settings.Database!, abort) : await ByApiAsync(abort);
        }
        catch (IOException failure)
        {
            errors.WriteLine($"error: {failure.Message}");
            return ExitCode.Error;
        }
        catch (MySqlException failure)
        {
            errors.WriteLine($"error: the database could not be asked ({failure.ErrorCode})");
            return ExitCode.Error;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    private async Task<int> ByApiAsync(CancellationToken abort)
    {
        var found = await new MeetingSearch(new PatientReads(access.Probe, time, abort)).FindAsync($"{options.RunId}-", MostPages);
        var rows = found.Rows.Where(row => LedgerKey.IsOf(row.Key, options.RunId)).ToList();
        List(rows, found.CutShort is null ? "" : "at least ");
        if (found.CutShort is { } why)
        {
            output.WriteLine($"Not all of them: {why}. --db sees every row.");
        }

        output.WriteLine("The search shows meetings until their deadline, three days after they were written; --db sees older ones, too.");
        if (rows.Count > 0)
        {
            output.WriteLine("Nothing was removed: the API has no call that deletes a meeting. Ask the database's owner to run, or run with LOADTESTS_DB, --db and --yes:");
            output.WriteLine();
            output.WriteLine(MarkedRows.Script(options.RunId));
        }

        return ExitCode.Passed;
    }

    private async Task<int> BySqlAsync(string database, CancellationToken abort)
    {
        var marked = new MarkedRows(database, options.RunId);
        var rows = await marked.FindAsync(abort);
        List(rows, "");
        if (rows.Count == 0)
        {
            return ExitCode.Passed;
        }

        if (!options.Yes)
        {
            output.WriteLine("Nothing was removed. With --yes this is run, in one transaction:");
            output.WriteLine();
            output.WriteLine(MarkedRows.Script(options.RunId));
            return ExitCode.Passed;
        }

        var removed = await marked.RemoveAsync(abort);
        output.WriteLine($"removed {removed} meetings with their rounds and members");
        return ExitCode.Passed;
    }

    private void List(IReadOnlyList<(long Id, string Key)> rows, string atLeast)
    {
        output.WriteLine($"run {options.RunId} at {settings.BaseUrl}: {atLeast}{rows.Count} meetings carry its mark [lab {options.RunId}-…]");
        foreach (var (id, key) in rows.Take(MostListed))
        {
            output.WriteLine($"  meeting {id}  {key}");
        }

        if (rows.Count > MostListed)
        {
            output.WriteLine($"  and {rows.Count - MostListed} more, ids {rows.Min(row => row.Id)} to {rows.Max(row => row.Id)}");
        }

        output.WriteLine("Other writes of a run change no rows but its users' own: their notification agreement is set to true.");
    }
}
