namespace ProxySwitch;

/// <summary>Lets one message through per interval and counts what it held back, so that a dead upstream or a guessing client does not fill the disk.</summary>
internal sealed class LogThrottle(TimeSpan interval, TimeProvider clock)
{
    private readonly Lock gate = new();
    private long? last;
    private int heldBack;

    /// <param name="suppressed">How many were held back since the last one that passed.</param>
    public bool TryPass(out int suppressed)
    {
        lock (gate)
        {
            suppressed = heldBack;
            var now = clock.GetTimestamp();
            if (last is { } then && clock.GetElapsedTime(then, now) < interval)
            {
                heldBack++;
                return false;
            }

            (last, heldBack) = (now, 0);
            return true;
        }
    }
}
