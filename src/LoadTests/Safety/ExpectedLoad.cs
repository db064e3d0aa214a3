using LoadTests.Plans;

namespace LoadTests.Safety;

/// <summary>What a plan will roughly send, for a person who must decide whether it may.</summary>
/// <param name="Requests">Rounded to two digits: an estimate.</param>
/// <param name="Rows">Meetings it will create; other writes change a row that is there.</param>
internal sealed record ExpectedLoad(long Requests, long Rows)
{
    private const double SecondsPerAnswer = 0.05;

    // A group whose pace is set inside an action has no think time to reckon with; nobody loops faster than this against a real service.
    private const double ShortestLoop = 1;

    public static ExpectedLoad Of(ScenarioPlan plan, TimeSpan duration)
    {
        double requests = 0, rows = 0;
        foreach (var group in plan.Groups)
        {
            double think = 0, sent = 0, created = 0;
            foreach (var step in group.Steps)
            {
                switch (step)
                {
                    case SleepStep sleep:
                        think += (sleep.From + sleep.To) / 2;
                        break;
                    case SleepOneOfStep sleep:
                        think += sleep.Seconds.Average();
                        break;
                    case SendStep send:
                        sent += 1 + send.IfOk.Count;
                        created += send.IfOk.Count(Creates) + send.OneOf.Average(request => Creates(request) ? 1 : 0);
                        break;
                    case ActStep act:
                        sent += act.Sends.Count;
                        created += act.Sends.Count(Creates);
                        break;
                }
            }

            var loop = think + (sent * SecondsPerAnswer);
            var loops = sent == 0 ? 0 : group.VirtualUsers * duration.TotalSeconds / Math.Max(loop, think > 0 ? 0 : ShortestLoop);
            requests += loops * sent;
            rows += loops * created;
        }

        return new ExpectedLoad(Rounded(requests), Rounded(rows));
    }

    private static bool Creates(RequestPlan request) => request.Method == HttpMethod.Post && request.Write;

    private static long Rounded(double number)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(number, 1))) - 1));
        return (long)(Math.Ceiling(number / step) * step);
    }
}
