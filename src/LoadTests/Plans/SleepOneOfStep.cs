namespace LoadTests.Plans;

/// <summary>Think time: one of these seconds, each as likely.</summary>
internal sealed record SleepOneOfStep(IReadOnlyList<double> Seconds) : Step;
