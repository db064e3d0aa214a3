namespace FakeDoktoriApi.Chat;

/// <summary>
/// Which messages have been seen. MySQL gives an id when a row is inserted and shows it when its transaction commits, so a lower id can appear after
/// a higher one. Every id that was jumped over is therefore remembered as a hole and asked for again, until it appears or <see cref="HoleLife"/> has
/// passed: longer than <c>innodb_lock_wait_timeout</c> (50 s), which bounds how long one insert can take. Ids of failed inserts are holes that stay empty.
/// </summary>
internal sealed class FeedPosition(TimeProvider time)
{
    public static readonly TimeSpan HoleLife = TimeSpan.FromSeconds(60);

    /// <summary>Bounds the question. A jump by more than this is no race: a restored table, or a hand that set the counter.</summary>
    public const int MostHoles = 1_000;

    private readonly SortedDictionary<long, long> _holes = [];

    public long Highest { get; private set; }

    public IReadOnlyCollection<long> Holes => _holes.Keys;

    /// <summary>Starts behind the newest messages: none of <paramref name="newest"/> (newest first) is new, what is missing among them may become so.</summary>
    public void Start(IReadOnlyList<long> newest)
    {
        _holes.Clear();
        Highest = newest is [var highest, ..] ? highest : 0;
        for (var i = 1; i < newest.Count; i++)
        {
            AddHoles(newest[i] + 1, newest[i - 1] - 1);
        }
    }

    /// <returns>Whether the id has not been seen before.</returns>
    public bool Take(long id)
    {
        if (id <= Highest)
        {
            return _holes.Remove(id);
        }

        AddHoles(Highest + 1, id - 1);
        Highest = id;
        return true;
    }

    public void ForgetOldHoles()
    {
        List<long> old = [.. _holes.Where(hole => time.GetElapsedTime(hole.Value) > HoleLife).Select(hole => hole.Key)];
        old.ForEach(id => _holes.Remove(id));
    }

    private void AddHoles(long first, long last)
    {
        var now = time.GetTimestamp();
        for (var id = Math.Max(first, last - MostHoles + 1); id <= last; id++)
        {
            _holes[id] = now;
        }

        while (_holes.Count > MostHoles)
        {
            _holes.Remove(_holes.Keys.First());
        }
    }
}
