using LoadTests.Plans;

namespace LoadTests.Traffic;

/// <summary>One user of a group: loops the group's steps until the run ends.</summary>
internal sealed class VirtualUser(LoadSession session, GroupPlan group, int number, Random random, string? token)
{
    private const double MicrosecondsPerSecond = 1_000_000;

    private readonly SendSchedule schedule = new(session.Clock.Now);
    private bool begun;

    public LoadSession Session => session;
    public GroupPlan Group => group;
    public int Number => number;
    public Random Random => random;

    /// <summary>The newest one. Only for requests; never to be printed.</summary>
    public string? Token => token is null ? null : session.Newest(token);

    /// <summary>One pass through the group's steps.</summary>
    /// <returns>Whether every request succeeded.</returns>
    public async Task<bool> IterateAsync()
    {
        if (!begun)
        {
            begun = true;
            await WaitUntilAsync(session.Clock.Now + (long)(group.BeginsOver.TotalMicroseconds * (number % group.VirtualUsers) / group.VirtualUsers));
        }

        var allOk = true;
        foreach (var step in group.Steps)
        {
            switch (step)
            {
                case SendStep send:
                    var answer = await SendAsync(send.OneOf.Count == 1 ? send.OneOf[0] : send.OneOf[random.Next(send.OneOf.Count)]);
                    allOk &= answer.Ok;
                    for (var i = 0; answer.Ok && i < send.IfOk.Count; i++)
                    {
                        allOk &= (await SendAsync(send.IfOk[i])).Ok;
                    }

                    break;
                case SleepStep sleep:
                    await SleepAsync(sleep.From + (random.NextDouble() * (sleep.To - sleep.From)));
                    break;
                case SleepOneOfStep sleep:
                    await SleepAsync(sleep.Seconds[random.Next(sleep.Seconds.Count)]);
                    break;
                case ActStep act:
                    await act.Act(this);
                    break;
            }
        }

        return allOk;
    }

    public Task<Answer> SendAsync(RequestPlan request) => SendAsync(request, request.Body);

    /// <param name="sending">Called once it is certain that the request goes out, before it does.</param>
    public async Task<Answer> SendAsync(RequestPlan request, ReadOnlyMemory<byte>? body, Action? sending = null)
    {
        var answer = await session.SendAsync(this, request, body, schedule.Due(session.Clock.Now), sending);
        schedule.Answered(answer.Started, answer.Ended);
        return answer;
    }

    /// <summary>Thinks; ended early, by cancellation, when the run ends.</summary>
    public Task SleepAsync(double seconds)
    {
        session.CountMissedSends(schedule.Thinks((long)(seconds * MicrosecondsPerSecond)));
        return session.DelayAsync(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Waits for a moment that is the intended time of the next send.</summary>
    /// <param name="at">Unix microseconds.</param>
    public async Task WaitUntilAsync(long at)
    {
        schedule.DueAt(at);
        var wait = at - session.Clock.Now;
        if (wait > 0)
        {
            await session.DelayAsync(TimeSpan.FromMicroseconds(wait));
        }
    }
}
