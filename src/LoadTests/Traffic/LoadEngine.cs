using System.Collections.Concurrent;
using LoadTests.Plans;
using NBomber.Contracts;
using NBomber.CSharp;

namespace LoadTests.Traffic;

/// <summary>
/// The only place that knows the load engine. Written against the API that NBomber 6 and our stand-in share:
/// a group is one engine scenario, a virtual user one copy of it, an iteration one pass through its steps.
/// </summary>
internal static class LoadEngine
{
    private static readonly TimeSpan ReportingInterval = TimeSpan.FromSeconds(10);

    /// <summary>Plays all groups side by side for the duration; returns when the last request has been answered or given up.</summary>
    /// <param name="grace">How long requests under way at the end may still be answered.</param>
    public static void Play(LoadSession session, TimeSpan duration, TimeSpan grace, Func<GroupPlan, int, VirtualUser> newUser)
    {
        var scenarios = session.Plan.Groups
            .Select(group => ScenarioOf(group, session, duration, grace, newUser))
            .ToArray();

        // The package prints a banner and tables of its own; standard output belongs to our lines.
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            NBomberRunner.RegisterScenarios(scenarios)
                .WithTestSuite("doktori")
                .WithTestName(session.Plan.Id)
                .WithReportingInterval(ReportingInterval)
                .WithoutReports()
                .Run();
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static ScenarioProps ScenarioOf(GroupPlan group, LoadSession session, TimeSpan duration, TimeSpan grace, Func<GroupPlan, int, VirtualUser> newUser)
    {
        var users = new ConcurrentDictionary<int, VirtualUser>();
        VirtualUser New(IScenarioContext context) => users.GetOrAdd(context.ScenarioInfo.InstanceNumber, number =>
        {
            // The engine's end of time ends our own waits, whichever of its copies sees it first.
            context.ScenarioCancellationToken.Register(() => session.Stop(grace));
            return newUser(group, number);
        });

        return Scenario.Create(group.Name, async context =>
            {
                if (session.Stopped.IsCancellationRequested)
                {
                    context.StopCurrentTest("the run was stopped");
                    return Response.Ok();
                }

                var user = users.TryGetValue(context.ScenarioInfo.InstanceNumber, out var known) ? known : New(context);
                try
                {
                    return await user.IterateAsync() ? Response.Ok() : Response.Fail();
                }
                catch (OperationCanceledException) when (session.Stopped.IsCancellationRequested)
                {
                    context.StopCurrentTest("the run was stopped");
                    return Response.Ok();
                }
            })
            .WithoutWarmUp()
            .WithRestartIterationOnFail(false)
            .WithMaxFailCount(int.MaxValue)
            .WithLoadSimulations(Simulation.KeepConstant(group.VirtualUsers, duration));
    }
}
