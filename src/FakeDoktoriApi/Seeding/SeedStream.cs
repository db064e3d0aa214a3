namespace FakeDoktoriApi.Seeding;

/// <summary>
/// SplitMix64, started from (seed, kind, number): each row has a stream of its own, so it comes out the same whichever rows were made before it.
/// System.Random does not promise the same numbers in the next .NET; the seed is printed in reports and must.
/// </summary>
internal struct SeedStream(int seed, SeedKind kind, long number)
{
    private ulong _state = Mix(Mix(((ulong)(uint)seed << 32) | (uint)kind) + (ulong)number);

    /// <summary>0 to <paramref name="limit"/> - 1. The bias of the modulus is below 2^-40 for the limits used here.</summary>
    public int Next(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        return (int)(Mix(_state) % (uint)limit);
    }

    public int Between(int from, int to) => from + Next(to - from + 1);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> list) => list[Next(list.Count)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
