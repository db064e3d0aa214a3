namespace LoadTests.Metrics;

/// <summary>Splits one metric by something, for instance by server.</summary>
internal readonly record struct MetricTag(string Name, string Value);
