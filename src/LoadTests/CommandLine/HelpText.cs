using System.Globalization;
using System.Text;
using LoadTests.Scenarios;

namespace LoadTests.CommandLine;

/// <summary>What <c>list</c> and <c>help</c> print; scenarios and thresholds come from the plans themselves.</summary>
internal static class HelpText
{
    private const string Usage =
        """
        usage: LoadTests <scenario> [--duration 10m] [--out DIR] [--json] [--run-id ID] [--samples FILE] [--ledger FILE] [--live] [--scale X] [--seed N]
                            [--dns-habit ttl|jvm|pinned]
               LoadTests list | help | --help

        """;

    private const string Environment =
        """

        environment
          BASE_URL               required; ends in /api, for instance https://doktori.kr/api
          JWT_TOKEN              access token of a signed-in user; required by scenarios that sign in
          LOADTESTS_TOKENS_FILE  JSON array of access tokens instead of JWT_TOKEN, so that writers are different users
          TEST_MEETING_ID        a meeting that exists (default 1)
          WS_URL                 the chat's WebSocket endpoint (default: BASE_URL + /ws, as ws or wss)
          CHAT_BASE_URL          base of the chat application's requests (default: BASE_URL)
          CHAT_ROOM_ID           a room the signed-in users may chat in; without it websocket only holds connections
          DNS_SERVER             address:port that resolves the hosts above instead of the system's resolver
          LOADTESTS_DB           MySQL connection string; after the run every written key is looked up there

        exit codes
          0    all thresholds hold
          99   a threshold does not hold
          2    bad options or environment; no load was sent
          1    anything else: the target is not up, a result file or the settlement failed
          130  interrupted; everything until then is written

        """;

    public static string Scenarios()
    {
        var text = new StringBuilder();
        foreach (var plan in ScenarioCatalog.All().Select(scenario => scenario.Plan))
        {
            text.Append(CultureInfo.InvariantCulture, $"{plan.Id,-16}{plan.VirtualUsers,4} VU {plan.Duration.TotalMinutes,3:0} min  {plan.Purpose}\n");
        }

        return text.ToString();
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
