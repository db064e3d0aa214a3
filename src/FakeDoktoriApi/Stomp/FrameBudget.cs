namespace FakeDoktoriApi.Stomp;

/// <summary>A token bucket: <paramref name="perSecond"/> in the long run, twice as many at once. One owner.</summary>
internal sealed class FrameBudget(int perSecond, TimeProvider time)
{
    private readonly double _most = perSecond * 2.0;
    private double _left = perSecond * 2.0;
    private long _last = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(_most, _left + (time.GetElapsedTime(_last, now).TotalSeconds * perSecond));
        _last = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
