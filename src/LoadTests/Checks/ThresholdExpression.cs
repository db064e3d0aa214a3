using System.Globalization;
using System.Text.RegularExpressions;
using LoadTests.History;

namespace LoadTests.Checks;

/// <summary>
/// A bound on a metric as operators write it: <c>&gt; 0.99</c> (the rate, count or value), <c>p95 &lt; 500</c>, <c>== 0</c>.
/// </summary>
public sealed partial record ThresholdExpression
{
    /// <exception cref="FormatException">It is not a threshold.</exception>
    public ThresholdExpression(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success || !double.TryParse(match.Groups["bound"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
        {
            throw new FormatException($"'{text}' is not a threshold; write for instance '> 0.99', 'p95 < 500' or '== 0'");
        }

        Aggregate = match.Groups["aggregate"].Value;
        Comparison = match.Groups["comparison"].Value;
        Bound = bound;
        Text = $"{Aggregate} {Comparison} {match.Groups["bound"].Value}".TrimStart();
    }

    public string Text { get; }

    /// <summary>Empty: the metric's own number.</summary>
    public string Aggregate { get; }
    public string Comparison { get; }
    public double Bound { get; }

    /// <summary>Judges a metric. A metric that was never observed cannot hold a rate or a percentile; null: it could not be measured at all.</summary>
    /// <param name="notMeasured">Why there is no metric.</param>
    public ThresholdResult Evaluate(string metric, MetricSummary? measured, string notMeasured = "not measured")
    {
        if (measured is null)
        {
            return new ThresholdResult(metric, Text, Value: null, Ok: null, notMeasured);
        }

        var value = ValueOf(measured);
        return value is { } number
            ? new ThresholdResult(metric, Text, number, Holds(number))
            : new ThresholdResult(metric, Text, Value: null, Ok: false, "nothing was observed");
    }

    private double? ValueOf(MetricSummary measured) => Aggregate switch
    {
        "" => measured.Kind switch
        {
            MetricKind.Rate => measured.Count > 0 ? measured.Rate : null,
            MetricKind.Trend => throw new FormatException($"a threshold on the trend {measured.Name} needs p50, p95, p99, avg, min or max"),
            _ => measured.Value,
        },
        _ when measured.Count == 0 => null,
        "p50" => measured.P50,
        "p95" => measured.P95,
        "p99" => measured.P99,
        "avg" => measured.Avg,
        "min" => measured.Min,
        _ => measured.Max,
    };

    private bool Holds(double value) => Comparison switch
    {
        ">" => value > Bound,
        ">=" => value >= Bound,
        "<" => value < Bound,
        "<=" => value <= Bound,
        _ => value.Equals(Bound),
    };

    [GeneratedRegex(@"^\s*(?<aggregate>p50|p95|p99|avg|min|max)?\s*(?<comparison>>=|<=|==|>|<)\s*(?<bound>-?\d+(\.\d+)?)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
