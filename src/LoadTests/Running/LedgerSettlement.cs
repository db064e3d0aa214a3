using LoadTests.Checks;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Ledger;
using LoadTests.Scenarios;
using LoadTests.Traffic;
using MySqlConnector;

namespace LoadTests.Running;

/// <summary>Settles the ledger of a run: against the database if one was given, else through the API, as anyone outside can.</summary>
internal static class LedgerSettlement
{
    public const string Aborted = "the run was aborted";

    public static async Task<SettledLedger> RunAsync(LoadScenario scenario, LoadSession session, TargetSettings settings, ApiMeetings api, bool aborted)
    {
        var ledger = session.Ledger;
        var open = Counted(ledger.Events);
        if (aborted)
        {
            return new SettledLedger(open with { Reason = Aborted }, Failure: null);
        }

        IReadOnlyDictionary<string, int> rows;
        try
        {
            rows = settings.Database is { } database
                ? await MySqlMeetings.RowsByKeyAsync(database, ledger, CancellationToken.None)
                : await api.RowsByKeyAsync(ledger);
        }
        catch (OperationCanceledException)
        {
            return new SettledLedger(open with { Reason = Aborted }, Failure: null);
        }
        catch (Exception failure)
        {
            // Whatever it was, the run's evidence must still be written.
            var reason = settings.Database is { } secret
                ? $"the database could not be asked: {WithoutSecret(failure.Message, secret)}"
                : $"the rows could not be read back through the API: {failure.Message}";
            return new SettledLedger(open with { Reason = reason }, reason);
        }

        var settlement = Settlement.Settle(ledger.Events, rows, session.Clock.Now);
        ledger.Settled(settlement.Verdicts);
        if (settlement.LedgerProblems.Count > 0)
        {
            var reason = $"the ledger contradicts itself: {settlement.LedgerProblems[0]}";
            return new SettledLedger(open with { Reason = reason }, reason);
        }

        if (settlement.UnexpectedKeys.Count > 0)
        {
            var reason = $"{settlement.UnexpectedKeys.Count} rows carry keys of this run that it never sent, for instance {settlement.UnexpectedKeys[0]}; was the run id used before?";
            return new SettledLedger(open with { Reason = reason }, reason);
        }

        scenario.Settled(session, settlement);
        return new SettledLedger(
            open with
            {
                Settled = true,
                SettledBy = settings.Database is null ? "api" : "sql",
                Present = settlement.Present,
                Lost = settlement.Lost,
                Duplicated = settlement.Duplicated,
                Recovered = settlement.Recovered,
                NeverApplied = settlement.NeverApplied,
                RefusedButPresent = settlement.RefusedButPresent,
            },
            Failure: null);
    }

    private static LedgerSummary Counted(IReadOnlyList<LedgerEvent> events)
    {
        var sent = events.OfType<WriteSent>().Count();
        var answers = events.OfType<WriteAnswered>().ToList();
        var acknowledged = answers.Count(answer => answer.Outcome == WriteOutcome.Ok);
        var refused = answers.Count(answer => answer.Outcome == WriteOutcome.Refused);
        return new LedgerSummary
        {
            Sent = sent,
            Acknowledged = acknowledged,
            Refused = refused,
            Unknown = sent - acknowledged - refused,
            Settled = false,
        };
    }

    // The driver does not put passwords into messages today; a report must not depend on that.
    private static string WithoutSecret(string message, string connectionString)
    {
        var password = new MySqlConnectionStringBuilder(connectionString).Password;
        return password.Length == 0 ? message : message.Replace(password, "***", StringComparison.Ordinal);
    }
}
