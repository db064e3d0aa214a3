using System.Text;
using System.Text.RegularExpressions;

namespace Integration.LoadTests;

/// <summary>
/// Secrets, and everywhere they must not be: what a run prints, every file it leaves, the page it serves, the arguments of every process while
/// it runs.
/// </summary>
internal sealed partial class SecretScan
{
    public const string Refresh = "refresh-s3cr3t";
    public const string Password = "s3cr3t-password";
    public const string GrafanaKey = "s3cr3t-grafana-key";
    public const string GrafanaPassword = "s3cr3t-grafana-pass";
    public const string CollectorHeader = "s3cr3t-collector-header";

    private static readonly (string Name, string Value)[] Secrets =
    [
        .. OfToken("JWT_TOKEN", TestToken.Valid),
        .. OfToken("the renewed token", TestToken.Renewed),
        ("REFRESH_TOKEN", Refresh),
        ("the rotated refresh token", "rotated-"),
        ("the database's password", Password),
        ("GRAFANA_API_KEY", GrafanaKey),
        ("GRAFANA_PASS", GrafanaPassword),
        ("GRAFANA_USER:GRAFANA_PASS", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{GrafanaPassword}"))),
        ("OTEL_EXPORTER_OTLP_HEADERS", CollectorHeader),
    ];

    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);

    /// <summary>Where was looked.</summary>
    public IEnumerable<string> Places => seen.Keys;

    /// <summary>Which secret is where; the secret itself is not repeated.</summary>
    public IReadOnlyList<string> Found => [.. Secrets.SelectMany(secret => WhereIs(secret.Value).Select(place => $"{secret.Name} is in {place}"))];

    /// <summary>Good secrets for everything that takes one.</summary>
    public static Dictionary<string, string> Environment(FakeApi api) => new()
    {
        ["BASE_URL"] = api.BaseUrl,
        ["JWT_TOKEN"] = TestToken.Valid,
        ["REFRESH_TOKEN"] = Refresh,
        ["LOADTESTS_DB"] = $"Server=127.0.0.1;Port=1;User ID=root;Password={Password}",
        ["GRAFANA_URL"] = "http://127.0.0.1:1",
        ["GRAFANA_USER"] = "admin",
        ["GRAFANA_PASS"] = GrafanaPassword,
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"authorization={CollectorHeader}",
    };

    /// <summary>Watches a run to its end and takes in all it leaves.</summary>
    public static async Task<SecretScan> OfAsync(LoadTestsProcess run, CancellationToken cancellation)
    {
        var scan = new SecretScan();
        using var client = new HttpClient();
        var ended = run.ExitCodeAsync(cancellation);
        while (!ended.IsCompleted)
        {
            scan.AddProcesses();
            if (MetricsAt().Match(run.Output) is { Success: true } metrics)
            {
                await scan.AddPageAsync(client, new Uri(metrics.Value));
            }

            await Task.WhenAny(ended, Task.Delay(20, cancellation));
        }

        await ended;
        scan.Add("standard output and error", run.Output);
        foreach (var file in Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories))
        {
            scan.Add(Path.GetFileName(file), await File.ReadAllTextAsync(file, cancellation));
        }

        return scan;
    }

    public IEnumerable<string> WhereIs(string secret) => seen.Where(place => place.Value.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(place => place.Key);

    public string TextOf(string place) => seen[place];

    public void Add(string place, string text) => seen[place] = seen.GetValueOrDefault(place) + text;

    // A whole token, and each of its three parts, however it was cut up.
    private static IEnumerable<(string, string)> OfToken(string name, string token) =>
        [(name, token), .. token.Split('.').Select((part, index) => ($"part {index + 1} of {name}", part))];

    private void AddProcesses()
    {
        const string place = "the process list";
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => char.IsDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                var arguments = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
                if (!seen.GetValueOrDefault(place, "").Contains(arguments, StringComparison.Ordinal))
                {
                    Add(place, arguments + "\n");
                }
            }
            catch (IOException)
            {
                // It has ended.
            }
        }
    }

    private async Task AddPageAsync(HttpClient client, Uri page)
    {
        try
        {
            seen["the Prometheus page"] = await client.GetStringAsync(page);
        }
        catch (HttpRequestException)
        {
            // The run has ended.
        }
    }

    [GeneratedRegex(@"http://\S+/metrics")]
    private static partial Regex MetricsAt();
}
