using LoadTests.Plans;
using LoadTests.Traffic;

namespace LoadTests.Scenarios.FullJourney;

/// <summary>
/// A way through the site: requests with think time between them. It succeeds only if every request does; it is walked to
/// its end all the same, as a person who reloads a broken page goes on.
/// </summary>
/// <param name="name">As the log calls it.</param>
/// <param name="success">The rate of this journey alone.</param>
/// <param name="steps">Sends, sleeps, and what is more than a request.</param>
internal sealed class Journey(string name, MetricPlan success, JourneyMetrics metrics, params IReadOnlyList<JourneyStep> steps)
{
    private const double MicrosecondsPerMillisecond = 1000;

    public IReadOnlyList<RequestPlan> Requests => [.. steps.Select(step => step.Request).OfType<RequestPlan>()];

    /// <summary>One walk. One that the end of the run cuts short, or that only the token failed, counts nowhere.</summary>
    public async Task WalkAsync(VirtualUser user)
    {
        var session = user.Session;
        var answers = new List<Answer>();
        var began = session.Clock.Now;
        foreach (var step in steps)
        {
            if (step.Request is { } request)
            {
                answers.Add(await (step.Send?.Invoke(user, request) ?? user.SendAsync(request)));
            }
            else
            {
                await user.SleepAsync(step.From + (user.Random.NextDouble() * (step.To - step.From)));
            }
        }

        var took = (session.Clock.Now - began) / MicrosecondsPerMillisecond;
        if (answers.Any(answer => answer.Cancelled || answer.Unauthorized))
        {
            return;
        }

        var ok = answers.TrueForAll(answer => answer.Ok);
        session.Metrics.Add(success, ok);
        session.Metrics.Add(metrics.Overall, ok);
        session.Metrics.Record(metrics.TotalLatency, took);
        session.Metrics.Record(metrics.ServiceLatency, answers.Sum(answer => answer.ServiceMs), answers.Sum(answer => answer.SinceIntendedMs));
        if (!ok)
        {
            session.Metrics.Count(metrics.Errors);
            session.Log.Event($"[{name}] 실패: {string.Join(", ", steps.Where(step => step.Request is not null).Zip(answers).Where(pair => !pair.Second.Ok).Select(pair => $"{pair.First.Request!.Name} {Said(pair.Second)}"))}");
        }
    }

    private static string Said(Answer answer) => answer.Status == 0 ? answer.Outcome.ToString() : $"{answer.Status}";
}
