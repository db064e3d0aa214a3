using LoadTests.Metrics;
using LoadTests.Traffic;

namespace LoadTests.Plans;

/// <summary>Puts one answer into one metric.</summary>
internal delegate void FeedRule(MetricSet metrics, Answer answer);
