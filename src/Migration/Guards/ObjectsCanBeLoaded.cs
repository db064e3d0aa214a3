using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>What RDS's administrator may not load as it stands: definers it lacks, triggers and functions while it distrusts their creators, events that would run on both servers.</summary>
internal sealed class ObjectsCanBeLoaded : PairGuard
{
    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        var schema = Sql.Text(run.Options.Database);
        var objects = await run.Source.RowsAsync(
            $"""
            SELECT 'view' AS kind, table_name AS name, definer FROM information_schema.views WHERE table_schema = {schema}
            UNION ALL SELECT 'trigger', trigger_name, definer FROM information_schema.triggers WHERE trigger_schema = {schema}
            UNION ALL SELECT LOWER(routine_type), routine_name, definer FROM information_schema.routines WHERE routine_schema = {schema}
            UNION ALL SELECT IF(status = 'ENABLED', 'event', 'disabled event'), event_name, definer FROM information_schema.events WHERE event_schema = {schema}
            """,
            cancellation);
        if (objects.Count == 0)
        {
            return Finding.Ok("tables only");
        }

        var target = (await run.Target.RowsAsync("SELECT @@GLOBAL.log_bin_trust_function_creators AS trust, @@GLOBAL.event_scheduler AS events", cancellation))[0];
        var accounts = (await run.Target.RowsAsync("SELECT CONCAT(user, '@', host) AS account FROM mysql.user", cancellation)).Select(row => row.Text("account")).ToHashSet(StringComparer.Ordinal);
        var problems = new List<string>();
        var strangers = objects.Select(row => row.Text("definer")).Distinct().Where(definer => !accounts.Contains(definer)).ToList();
        if (strangers.Count > 0)
        {
            problems.Add($"definers that {run.Target.Name} lacks: {string.Join(", ", strangers)} (create them there, or change the definer)");
        }

        if (!target.Flag("trust") && objects.Any(row => row.Text("kind") is "trigger" or "function"))
        {
            problems.Add($"triggers or functions, and log_bin_trust_function_creators = 0 on {run.Target.Name} (set it to 1 in the parameter group)");
        }

        if (target.Text("events") == "ON" && objects.Any(row => row.Text("kind") == "event"))
        {
            problems.Add($"enabled events, and event_scheduler = ON on {run.Target.Name}: they would run on both servers (set it OFF in the parameter group until the cutover)");
        }

        return problems.Count == 0 ? Finding.Ok($"{objects.Count} views, triggers, routines and events") : Finding.Not(string.Join("; ", problems));
    }
}
