using System.Globalization;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic;

namespace LoadTests.Running;

/// <summary>The files of one run. Opening them proves that the results can be kept, before any load.</summary>
internal sealed class RunFiles : IAsyncDisposable
{
    private readonly SampleFile? samples;
    private readonly LedgerFile? ledger;
    private readonly K6Json? json;

    private RunFiles(string basePath, Stream logFile, RunOptions options, ScenarioPlan plan, RunClock clock, TextWriter? console)
    {
        BasePath = basePath;
        Log = new RunLog(logFile, console, clock.Time);
        samples = options.SamplesFile is { } samplesPath ? new SampleFile(samplesPath) : null;
        ledger = options.LedgerFile is { } ledgerPath ? new LedgerFile(ledgerPath) : null;
        json = options.Json ? new K6Json(basePath + ".json", plan, clock) : null;
        SampleSinks = [.. new ISampleSink?[] { samples, json }.OfType<ISampleSink>()];
        Ledger = new LedgerFanOut(ledger is null ? [] : [ledger]);
        MetricSinks = json is null ? [] : [json];
    }

    /// <summary><c>&lt;folder&gt;/&lt;scenario&gt;-YYYYMMDD-HHMMSS</c>, without extension.</summary>
    public string BasePath { get; }
    public RunLog Log { get; }
    public IReadOnlyList<ISampleSink> SampleSinks { get; }
    public Ledger.ILedgerSink Ledger { get; }
    public IReadOnlyList<Metrics.IMetricSink> MetricSinks { get; }

    public string SummaryPath => BasePath + ".summary.json";

    public string HtmlPath => BasePath + ".html";

    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be written.</exception>
    public static RunFiles Open(RunOptions options, ScenarioPlan plan, RunClock clock, TextWriter? console)
    {
        Directory.CreateDirectory(options.OutputFolder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{plan.Id}-{clock.Time.GetLocalNow():yyyyMMdd-HHmmss}");
        var (basePath, log) = Claim(Path.Combine(options.OutputFolder, name));
        return new RunFiles(basePath, log, options, plan, clock, console);
    }

    // Two runs that start in the same second keep their results apart.
    private static (string BasePath, Stream Log) Claim(string wanted)
    {
        for (var copy = 1; ; copy++)
        {
            var basePath = copy == 1 ? wanted : $"{wanted}-{copy}";
            try
            {
                return (basePath, new FileStream(basePath + ".log", FileMode.CreateNew, FileAccess.Write, FileShare.Read));
            }
            catch (IOException) when (File.Exists(basePath + ".log"))
            {
                // Taken: try the next name.
            }
        }
    }

    /// <summary>Closes all but the log.</summary>
    /// <returns>What could not be written; empty when everything was.</returns>
    public async Task<IReadOnlyList<string>> CloseAsync()
    {
        await (samples?.DisposeAsync() ?? default);
        await (ledger?.DisposeAsync() ?? default);
        await (json?.DisposeAsync() ?? default);
        return
        [
            .. new[] { ("samples", samples?.Failure), ("ledger", ledger?.Failure), (".json", json?.Failure), (".log", Log.Failure) }
                .Where(file => file.Item2 is not null)
                .Select(file => $"{file.Item1}: {file.Item2}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Log.Dispose();
    }
}
