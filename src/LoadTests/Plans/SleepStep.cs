namespace LoadTests.Plans;

/// <summary>Think time: uniform random seconds in [From, To).</summary>
internal sealed record SleepStep(double From, double To) : Step;
