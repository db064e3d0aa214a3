namespace LoadBench;

/// <summary>What a generator came to in one round.</summary>
/// <param name="Processor">Microseconds, user and system, from its start to its end, over all its requests: unlike the rate it says little about who else uses the machine.</param>
internal readonly record struct Pace(double PerSecond, double Processor);
