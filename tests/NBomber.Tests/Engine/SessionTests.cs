using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.CSharp;

namespace NBomber.Tests.Engine;

/// <summary>All in one class: a process has one session at a time, and a class runs its tests one after the other.</summary>
public sealed class SessionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task KeepsExactlyTheCopies_AndCancelsTheirIterationsAtTheEnd()
    {
        var inside = 0;
        var most = 0;
        var cancelled = 0;
        var run = SessionRun.Start(Scenario.Create("five", async context =>
        {
            Max(ref most, Interlocked.Increment(ref inside));
            try
            {
                await Task.Delay(Timeout.Infinite, context.ScenarioCancellationToken);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
                throw;
            }

            return Response.Ok();
        }).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(5, 10 * Second)));

        await SessionRun.UntilAsync(() => Volatile.Read(ref inside) == 5);
        await run.WaitingAsync(1);
        run.Time.Advance(10 * Second);
        var stats = await run.ResultAsync();

        Assert.Equal(5, most);
        Assert.Equal(5, cancelled);
        Assert.Equal(0, stats.AllRequestCount);
    }

    [Fact]
    public async Task Ends_WhenTheTimeIsOver_AndNotBefore()
    {
        var started = new TaskCompletionSource();
        var run = SessionRun.Start(Scenario.Create("timed", async context =>
        {
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.ScenarioCancellationToken);
            return Response.Ok();
        }).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));

        await started.Task;
        await run.WaitingAsync(1);
        run.Time.Advance((10 * Second) - TimeSpan.FromMilliseconds(1));
        Assert.False(run.Stats.IsCompleted);
        run.Time.Advance(TimeSpan.FromMilliseconds(1));
        var stats = await run.ResultAsync();

        Assert.Equal(10 * Second, stats.ScenarioStats.Single().Duration);
    }

    [Fact]
    public async Task CountsEveryIterationOnce()
    {
        var good = 0;
        var bad = 0;
        var run = SessionRun.Start(Scenario.Create("counted", context =>
        {
            var number = context.InvocationNumber;
            if (number > 500)
            {
                context.StopCurrentTest("enough");
            }

            var response = number % 3 == 0 ? Response.Fail(statusCode: "500") : Response.Ok(statusCode: "200", sizeBytes: 10);
            Interlocked.Increment(ref response.IsError ? ref bad : ref good);
            return Task.FromResult<IResponse>(response);
        }).WithoutWarmUp().WithMaxFailCount(int.MaxValue).WithLoadSimulations(Simulation.KeepConstant(4, 10 * Second)));

        var stats = await run.ResultAsync();

        Assert.True(good + bad > 500);
        Assert.Equal(good, stats.AllOkCount);
        Assert.Equal(bad, stats.AllFailCount);
        Assert.Equal(good + bad, stats.AllRequestCount);
        Assert.Equal(good * 10L, stats.AllBytes);
    }

    [Fact]
    public async Task RampsEvenly()
    {
        var inside = 0;
        var run = SessionRun.Start(Waiting("ramp", () => Interlocked.Increment(ref inside)).WithLoadSimulations(
            Simulation.KeepConstant(1, Second), Simulation.RampingConstant(4, 3 * Second), Simulation.KeepConstant(4, Second)));

        await SessionRun.UntilAsync(() => Volatile.Read(ref inside) == 1);
        await run.WaitingAsync(1);
        run.Time.Advance(Second);
        for (var expected = 2; expected <= 4; expected++)
        {
            await run.WaitingAsync(expected);
            run.Time.Advance(Second - TimeSpan.FromMilliseconds(1));
            Assert.Equal(expected - 1, Volatile.Read(ref inside));
            run.Time.Advance(TimeSpan.FromMilliseconds(1));
            await SessionRun.UntilAsync(() => Volatile.Read(ref inside) == expected);
        }

        await run.WaitingAsync(5);
        run.Time.Advance(Second);
        await run.ResultAsync();
        Assert.Equal(4, inside);
    }

    [Fact]
    public async Task InjectsSoManyAnInterval_EachForOneIteration()
    {
        var seen = new ConcurrentBag<(int Instance, long Invocation)>();
        var run = SessionRun.Start(Scenario.Create("inject", context =>
        {
            seen.Add((context.ScenarioInfo.InstanceNumber, context.InvocationNumber));
            return Task.FromResult<IResponse>(Response.Ok());
        }).WithoutWarmUp().WithLoadSimulations(Simulation.Inject(3, Second, 3 * Second)));

        for (var expected = 3; expected <= 9; expected += 3)
        {
            await SessionRun.UntilAsync(() => seen.Count == expected);
            await run.WaitingAsync(expected / 3);
            run.Time.Advance(Second);
        }

        var stats = await run.ResultAsync();

        Assert.Equal(9, stats.AllOkCount);
        Assert.Equal(Enumerable.Range(0, 9), seen.Select(copy => copy.Instance).Order());
        Assert.All(seen, copy => Assert.Equal(1, copy.Invocation));
    }

    [Fact]
    public async Task ARetiredCopy_FinishesItsIterationAndEnds()
    {
        var entered = new ConcurrentBag<int>();
        var held = new TaskCompletionSource();
        var run = SessionRun.Start(Scenario.Create("pause", async context =>
        {
            entered.Add(context.ScenarioInfo.InstanceNumber);
            await (context.ScenarioInfo.InstanceNumber < 2 ? held.Task : Task.Delay(Timeout.Infinite, context.ScenarioCancellationToken));
            return Response.Ok();
        }).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(2, Second), Simulation.Pause(Second), Simulation.KeepConstant(1, Second)));

        await SessionRun.UntilAsync(() => entered.Count == 2);
        await run.WaitingAsync(1);
        run.Time.Advance(Second);
        await run.WaitingAsync(2);
        run.Time.Advance(Second);
        await SessionRun.UntilAsync(() => entered.Contains(2));
        await run.WaitingAsync(3);
        held.SetResult();
        run.Time.Advance(Second);
        var stats = await run.ResultAsync();

        Assert.Equal([0, 1, 2], entered.Order());
        Assert.Equal(2, stats.AllOkCount);
    }

    [Fact]
    public async Task TooManyFailures_StopTheWholeSession()
    {
        var other = 0;
        var run = SessionRun.Start(
            Scenario.Create("failing", _ => Task.FromResult<IResponse>(Response.Fail())).WithoutWarmUp().WithMaxFailCount(7)
                .WithLoadSimulations(Simulation.KeepConstant(1, TimeSpan.FromHours(1))),
            Waiting("other", () => Interlocked.Increment(ref other)).WithLoadSimulations(Simulation.KeepConstant(1, TimeSpan.FromHours(1))));

        var stats = await run.ResultAsync();

        Assert.Equal(7, stats.ScenarioStats.Single(scenario => scenario.ScenarioName == "failing").AllFailCount);
    }

    [Fact]
    public async Task StopScenario_StopsOnlyThatOne()
    {
        var go = new TaskCompletionSource();
        var shortEnded = new TaskCompletionSource();
        var run = SessionRun.Start(
            Scenario.Create("short", async context =>
            {
                context.ScenarioCancellationToken.Register(() => shortEnded.TrySetResult());
                context.StopScenario("short", "done");
                await Task.Yield();
                return Response.Ok();
            }).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)),
            Scenario.Create("long", async context =>
            {
                await go.Task;
                return context.ScenarioCancellationToken.IsCancellationRequested ? Response.Fail() : await Stop(context);
            }).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));

        await shortEnded.Task;
        go.SetResult();
        var stats = await run.ResultAsync();

        Assert.Equal(1, stats.ScenarioStats.Single(scenario => scenario.ScenarioName == "short").AllOkCount);
        Assert.Equal(1, stats.ScenarioStats.Single(scenario => scenario.ScenarioName == "long").AllOkCount);
    }

    [Fact]
    public async Task AnIterationThatThrows_IsAFailure()
    {
        var run = SessionRun.Start(Scenario.Create("throws", context => context.InvocationNumber < 4
                ? throw new InvalidOperationException("broken")
                : Stop(context))
            .WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));

        var stats = await run.ResultAsync();

        Assert.Equal(3, stats.AllFailCount);
        Assert.Equal(1, stats.AllOkCount);
    }

    [Fact]
    public async Task WarmUp_DoesNotCount()
    {
        var warm = 0;
        var run = SessionRun.Start(Scenario.Create("warm", async context =>
        {
            if (context.ScenarioInfo.ScenarioOperation == ScenarioOperation.WarmUp)
            {
                Interlocked.Increment(ref warm);
                await Task.Yield();
                return Response.Ok();
            }

            return await Stop(context);
        }).WithWarmUpDuration(Second).WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));

        await SessionRun.UntilAsync(() => Volatile.Read(ref warm) > 0);
        await run.WaitingAsync(1);
        run.Time.Advance(Second);
        var stats = await run.ResultAsync();

        Assert.Equal(1, stats.AllRequestCount);
    }

    [Fact]
    public async Task RefusesASecondSessionInTheProcess()
    {
        var inside = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var run = SessionRun.Start(Scenario.Create("first", async context =>
        {
            inside.TrySetResult();
            await go.Task;
            return await Stop(context);
        }).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, Second)));
        await inside.Task;

        var second = NBomberRunner.RegisterScenarios(Waiting("second", () => 0).WithLoadSimulations(Simulation.KeepConstant(1, Second)));
        Assert.Throws<InvalidOperationException>(() => second.Run());

        go.SetResult();
        await run.ResultAsync();
    }

    [Fact]
    public async Task InitRunsBefore_CleanAfter_AndAFailingInitMeansNoLoad()
    {
        var order = new ConcurrentQueue<string>();
        var run = SessionRun.Start(Scenario.Create("ordered", context =>
            {
                order.Enqueue("run");
                return Stop(context);
            })
            .WithInit(_ => Note("init"))
            .WithClean(_ => Note("clean"))
            .WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));
        await run.ResultAsync();
        Assert.Equal(["init", "run", "clean"], order);

        order.Clear();
        var broken = SessionRun.Start(Scenario.Create("broken", _ => throw new InvalidOperationException("must not run"))
            .WithInit(_ => throw new InvalidOperationException("no data"))
            .WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));
        await Assert.ThrowsAsync<InvalidOperationException>(broken.ResultAsync);

        Task Note(string what)
        {
            order.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task AFailedStep_EndsTheIteration_UnlessToldNotTo(bool restart, int expectedSecondSteps)
    {
        var run = SessionRun.Start(Scenario.Create("steps", async context =>
        {
            context.StopCurrentTest("once");
            await Step.Run("first", context, () => Task.FromResult(Response.Fail(statusCode: "503")));
            await Step.Run("second", context, () => Task.FromResult(Response.Ok()));
            return Response.Ok();
        }).WithoutWarmUp().WithRestartIterationOnFail(restart).WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));

        var scenario = (await run.ResultAsync()).ScenarioStats.Single();

        Assert.Equal(1, scenario.StepStats.Single(step => step.StepName == "first").Fail.Request.Count);
        Assert.Equal(expectedSecondSteps, scenario.StepStats.Where(step => step.StepName == "second").Sum(step => step.Ok.Request.Count));
        Assert.Equal(restart ? 1 : 0, scenario.AllFailCount);
    }

    [Fact]
    public async Task DataIsEmptyInEachIteration_AndRandomIsReproducible()
    {
        var first = await DrawAsync();
        var second = await DrawAsync();

        Assert.Equal(first, second);

        static async Task<int[]> DrawAsync()
        {
            var drawn = new ConcurrentQueue<int>();
            var run = SessionRun.Start(Scenario.Create("drawn", context =>
            {
                Assert.Empty(context.Data);
                context.Data["left"] = 1;
                drawn.Enqueue(context.Random.Next());
                return context.InvocationNumber == 5 ? Stop(context) : Task.FromResult<IResponse>(Response.Ok());
            }).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, 10 * Second)));
            var stats = await run.ResultAsync();
            Assert.Equal(0, stats.AllFailCount);
            return [.. drawn];
        }
    }

    private static ScenarioProps Waiting(string name, Func<int> entered) => Scenario.Create(name, async context =>
    {
        entered();
        await Task.Delay(Timeout.Infinite, context.ScenarioCancellationToken);
        return Response.Ok();
    }).WithoutWarmUp();

    private static Task<IResponse> Stop(IScenarioContext context)
    {
        context.StopCurrentTest("done");
        return Task.FromResult<IResponse>(Response.Ok());
    }

    private static void Max(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
