using LoadTests.Checks;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Ledger;
using LoadTests.Scenarios;
using LoadTests.Traffic;
using MySqlConnector;

namespace LoadTests.Running;

/// <summary>Settles the ledger of a run against the database, if one was given.</summary>
internal static class LedgerSettlement
{
    public const string NoDatabase = "no database was given (LOADTESTS_DB)";
    public const string Aborted = "the run was aborted";

    public static async Task<SettledLedger> RunAsync(LoadScenario scenario, LoadSession session, TargetSettings settings, bool aborted)
    {
        var ledger = session.Ledger;
        var open = Counted(ledger.Events);
        if (aborted || settings.Database is not { } database)
        {
            return new SettledLedger(open with { Reason = aborted ? Aborted : NoDatabase }, Failure: null);
        }

        IReadOnlyDictionary<string, int> rows;
        try
        {
            rows = await MySqlMeetings.RowsByKeyAsync(database, ledger, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Whatever it was, the run's evidence must still be written.
            var reason = $"the database could not be asked: {WithoutSecret(failure.Message, database)}";
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
