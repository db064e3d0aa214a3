using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoadTests.History;
using LoadTests.Metrics;
using LoadTests.Plans;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary>
/// <c>--json</c>: one object a line in the shape of the old tool's JSON output, so that dashboards fed by it go on working.
/// A metric is declared once, before its first point; each request also gives the built-in http_reqs, http_req_duration, http_req_failed.
/// </summary>
internal sealed class K6Json : IMetricSink, ISampleSink, IAsyncDisposable
{
    private static readonly MetricPlan HttpReqs = MetricPlan.Counter("http_reqs");
    private static readonly MetricPlan HttpReqDuration = MetricPlan.Trend("http_req_duration");
    private static readonly MetricPlan HttpReqFailed = MetricPlan.Rate("http_req_failed");
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, bool> declared = new(StringComparer.Ordinal);
    private readonly LineFile<Action<Utf8JsonWriter>> file;
    private readonly ILookup<string, string> thresholds;
    private readonly string scenario;
    private readonly RunClock clock;

    public K6Json(string path, ScenarioPlan plan, RunClock clock)
        : this(LineFile<Action<Utf8JsonWriter>>.Open(path, Write), plan, clock)
    {
    }

    /// <param name="stream">Is closed at the end.</param>
    public K6Json(Stream stream, ScenarioPlan plan, RunClock clock)
        : this(new LineFile<Action<Utf8JsonWriter>>(stream, Write), plan, clock)
    {
    }

    private K6Json(LineFile<Action<Utf8JsonWriter>> file, ScenarioPlan plan, RunClock clock)
    {
        this.file = file;
        scenario = plan.Id;
        this.clock = clock;
        thresholds = plan.AllThresholds.ToLookup(threshold => threshold.Metric.Name, threshold => K6Threshold(threshold));
        foreach (var metric in plan.AllMetrics.Concat([HttpReqs, HttpReqDuration, HttpReqFailed]))
        {
            Declare(metric);
        }
    }

    public string? Failure => file.Failure;

    public void Observe(MetricPlan metric, double value)
    {
        var at = clock.Now;
        file.Add(writer => Point(writer, metric.Name, at, value, tags => tags.WriteString("scenario", scenario)));
    }

    public void Observe(MetricPlan metric, double value, MetricTag tag)
    {
        var at = clock.Now;
        file.Add(writer => Point(writer, metric.Name, at, value, tags =>
        {
            tags.WriteString("scenario", scenario);
            tags.WriteString(tag.Name, tag.Value);
        }));
    }

    public void Add(Sample sample)
    {
        if (sample.Outcome == Outcome.Cancelled)
        {
            return;
        }

        Request(HttpReqs, sample, 1);
        Request(HttpReqDuration, sample, (sample.Ended - sample.Started) / 1000.0);
        Request(HttpReqFailed, sample, sample.Outcome == Outcome.Ok ? 0 : 1);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static void Write(Stream stream, Action<Utf8JsonWriter> write)
    {
        using var writer = new Utf8JsonWriter(stream, Json);
        write(writer);
    }

    private void Declare(MetricPlan metric)
    {
        if (declared.TryAdd(metric.Name, true))
        {
            file.Add(writer => Declaration(writer, metric));
        }
    }

    private void Request(MetricPlan metric, Sample sample, double value) => file.Add(writer => Point(writer, metric.Name, sample.Ended, value, tags =>
    {
        tags.WriteString("expected_response", sample.Outcome == Outcome.Ok ? "true" : "false");
        tags.WriteString("group", "");
        tags.WriteString("method", sample.Request.Split(' ')[0]);
        tags.WriteString("name", sample.Request);
        tags.WriteString("scenario", sample.Group);
        tags.WriteString("status", sample.Status.ToString(CultureInfo.InvariantCulture));
        if (sample.Status == 0)
        {
            tags.WriteString("error", sample.Outcome.ToString().ToLowerInvariant());
        }

        if (sample.Server is { } server)
        {
            tags.WriteString("server", server);
        }
    }));

    private void Declaration(Utf8JsonWriter writer, MetricPlan metric)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Metric");
        writer.WriteString("metric", metric.Name);
        writer.WriteStartObject("data");
        writer.WriteString("name", metric.Name);
        writer.WriteString("type", metric.Kind.ToString().ToLowerInvariant());
        writer.WriteString("contains", metric.Kind == MetricKind.Trend ? "time" : "default");
        writer.WriteStartArray("thresholds");
        foreach (var threshold in thresholds[metric.Name])
        {
            writer.WriteStringValue(threshold);
        }

        writer.WriteEndArray();
        writer.WriteNull("submetrics");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Point(Utf8JsonWriter writer, string metric, long at, double value, Action<Utf8JsonWriter> tags)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Point");
        writer.WriteString("metric", metric);
        writer.WriteStartObject("data");
        writer.WriteString("time", RunClock.ToTime(at).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        writer.WriteNumber("value", value);
        writer.WriteStartObject("tags");
        tags(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string K6Threshold(Threshold threshold)
    {
        var bound = threshold.Expression.Bound.ToString(CultureInfo.InvariantCulture);
        var aggregate = threshold.Expression.Aggregate switch
        {
            "" => threshold.Metric.Kind switch
            {
                MetricKind.Rate => "rate",
                MetricKind.Counter => "count",
                _ => "value",
            },
            ['p', .. var percentile] => $"p({percentile})",
            var other => other,
        };
        return $"{aggregate}{threshold.Expression.Comparison}{bound}";
    }
}
