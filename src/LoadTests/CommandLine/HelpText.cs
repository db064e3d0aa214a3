using System.Globalization;
using System.Text;
using LoadTests.Running;
using LoadTests.Scenarios;

namespace LoadTests.CommandLine;

/// <summary>What <c>list</c> and <c>help</c> print; scenarios and thresholds come from the plans themselves.</summary>
internal static class HelpText
{
    private const string Usage =
        """
        usage: LoadTests <scenario> | all [--duration 10m] [--out DIR] [--json] [--html] [--junit FILE] [--trend-window 5s]
                            [--preflight] [--target production] [--abort-on RULE] [--rate-ceiling N] [--db] [--prometheus :PORT] [--yes]
                            [--run-id ID] [--samples FILE] [--ledger FILE] [--live] [--scale X] [--seed N]
                            [--dns-habit ttl|jvm|pinned]
               LoadTests annotate "TITLE" ["TEXT"] [--out DIR] [--at UNIX_MS]
               LoadTests cleanup RUN_ID [--target production] [--db [--yes]]
               LoadTests list | help | --help

        """;

    private const string Environment =
        """

        environment
          BASE_URL               required; ends in /api, for instance https://doktori.kr/api
          JWT_TOKEN              access token of a signed-in user; required by scenarios that sign in
          REFRESH_TOKEN          value of the cookie refresh_token; renews JWT_TOKEN when it expires, once for all virtual users
          LOADTESTS_TOKENS_FILE  instead of the two: JSON array of access tokens, or of objects with accessToken and refreshToken; writers are different users
          TEST_MEETING_ID        a meeting that exists (default 1)
          WS_URL                 the chat's WebSocket endpoint (default: BASE_URL + /ws, as ws or wss)
          CHAT_BASE_URL          base of the chat application's requests (default: BASE_URL)
          CHAT_ROOM_ID           a room the signed-in users may chat in; without it websocket only holds connections
          DNS_SERVER             address:port that resolves the hosts above instead of the system's resolver
          LOADTESTS_DB           MySQL connection string; after the run every written key is looked up there instead of through the API
          GRAFANA_URL            where annotate marks, too; with GRAFANA_API_KEY, or GRAFANA_USER and GRAFANA_PASS
          OTEL_EXPORTER_OTLP_ENDPOINT  a collector for metrics, log and 1 % of the requests as traces, with OpenTelemetry's other variables

        safety
          a target that is not this machine needs --target production, or a yes at the question. It then sends at most
          200 requests a second (--rate-ceiling N | off) and ends when its error budget is burnt
          (--abort-on 'error-rate > 50% in 60s' | 'errors > 500 in 30s' | 'errors > 100' | off; may be repeated)

        exit codes
          0    all thresholds hold
          99   a threshold does not hold, or the error budget was burnt
          2    bad options or environment, or preflight found something to fix; no load was sent
          1    anything else: the target is not up, a token could not be renewed, a result file or the settlement failed
          130  interrupted; everything until then is written

        """;

    public static string Scenarios()
    {
        var text = new StringBuilder();
        foreach (var plan in ScenarioCatalog.All().Select(scenario => scenario.Plan))
        {
            text.Append(CultureInfo.InvariantCulture, $"{plan.Id,-16}{plan.VirtualUsers,4} VU {plan.Duration.TotalMinutes,3:0} min  {plan.Purpose}\n");
        }

        var all = AllScenarios.New();
        return text.Append(CultureInfo.InvariantCulture, $"{AllScenarios.Name,-16}{"",4}    {all.Sum(scenario => scenario.Plan.Duration.TotalMinutes),3:0} min  {string.Join(", ", all.Select(scenario => scenario.Plan.Id))}\n").ToString();
    }

    public static string All()
    {
        var text = new StringBuilder(Usage).Append("\nscenarios and their thresholds\n");
        foreach (var plan in ScenarioCatalog.All().Select(scenario => scenario.Plan))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {plan.Id}: {plan.Purpose}\n");
            text.Append(CultureInfo.InvariantCulture, $"    {string.Join(", ", plan.Groups.Select(group => $"{group.Name} {group.VirtualUsers}"))} · {plan.Duration.TotalMinutes:0} min\n");
            text.Append(CultureInfo.InvariantCulture, $"    {string.Join(" · ", plan.AllThresholds.Select(threshold => $"{threshold.Metric.Name} {threshold.Expression.Text}{(threshold.JudgedOn is { } judged ? $" (by {judged.Name})" : "")}"))}\n");
        }

        return text.Append(Environment).ToString();
    }
}
