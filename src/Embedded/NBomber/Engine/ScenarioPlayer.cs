using NBomber.Contracts;
using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Engine;

/// <summary>
/// Plays the simulations of one scenario.
/// <para>
/// 1. Each simulation adds or retires copies; a copy is a task that loops the scenario's function.
/// 2. A retired copy finishes its iteration and ends.
/// 3. At the end of the last simulation, or when stopped, the scenario's token is cancelled: iterations under way give up.
/// 4. The scenario is over when the last copy has returned, or the completion time-out has passed.
/// </para>
/// </summary>
internal sealed class ScenarioPlayer : IDisposable
{
    private static readonly TimeSpan CompletionTimeout = TimeSpan.FromMinutes(1);

    private readonly ScenarioProps props;
    private readonly TimeProvider time;
    private readonly ISessionControl control;
    private readonly TimeSpan duration;
    private readonly CancellationTokenSource end = new();
    private readonly Stack<ConstantCopy> constant = new();
    private readonly RunningTasks running = new();
    private Measurements measurements = new();
    private int nextInstance;
    private long startedAt;
    private TimeSpan? playedFor;

    public ScenarioPlayer(ScenarioProps props, TimeProvider time, ISessionControl control)
    {
        this.props = props;
        this.time = time;
        this.control = control;
        startedAt = time.GetTimestamp();
        duration = props.Simulations.Aggregate(TimeSpan.Zero, (sum, simulation) => sum + simulation.During);
    }

    public string Name => props.ScenarioName;

    public InitContext InitContext(ScenarioOperation operation) => new(Info(operation, instance: 0), Log.Logger);

    public async Task PlayAsync()
    {
        try
        {
            if (props.WarmUp > TimeSpan.Zero)
            {
                await PlayAsync(props.Simulations[0], TimeSpan.Zero, props.WarmUp, ScenarioOperation.WarmUp);
                await RetireAllAsync();
                measurements = new Measurements();
            }

            startedAt = time.GetTimestamp();
            var begin = TimeSpan.Zero;
            foreach (var simulation in props.Simulations)
            {
                await PlayAsync(simulation, begin, simulation.During, ScenarioOperation.Bombing);
                begin += simulation.During;
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Stopped: what ran so far counts.
        }

        playedFor = time.GetElapsedTime(startedAt);
        await end.CancelAsync();
        await RetireAllAsync();
    }

    public void Stop(string reason)
    {
        Log.Logger.Information("scenario {Scenario} stops: {Reason}", Name, reason);
        end.Cancel();
    }

    public ScenarioStats Snapshot() => measurements.Snapshot(Name, playedFor ?? time.GetElapsedTime(startedAt));

    public void Dispose() => end.Dispose();

    // All times below are offsets from the scenario's start: what one simulation overshoots, the next does not inherit.
    private async Task PlayAsync(LoadSimulation simulation, TimeSpan begin, TimeSpan during, ScenarioOperation operation)
    {
        switch (simulation)
        {
            case LoadSimulation.KeepConstant keep:
                SetConstantCopies(keep.Copies, operation);
                break;
            case LoadSimulation.RampingConstant ramp:
                await RampAsync(ramp.Copies, begin, during, operation);
                break;
            case LoadSimulation.Inject inject:
                SetConstantCopies(0, operation);
                await InjectAsync(inject, begin, during, operation);
                break;
            case LoadSimulation.Pause:
                SetConstantCopies(0, operation);
                break;
        }

        await DelayUntilAsync(begin + during);
    }

    private async Task RampAsync(int target, TimeSpan begin, TimeSpan during, ScenarioOperation operation)
    {
        var from = constant.Count;
        var steps = Math.Abs(target - from);
        for (var step = 1; step <= steps; step++)
        {
            await DelayUntilAsync(begin + (during * step / steps));
            SetConstantCopies(from + (Math.Sign(target - from) * step), operation);
        }
    }

    private async Task InjectAsync(LoadSimulation.Inject inject, TimeSpan begin, TimeSpan during, ScenarioOperation operation)
    {
        for (var at = TimeSpan.Zero; at < during; at += inject.Interval)
        {
            await DelayUntilAsync(begin + at);
            for (var i = 0; i < inject.Rate; i++)
            {
                var copy = NewCopy(operation);
                running.Start(() => IterateAsync(copy));
            }
        }
    }

    private async Task DelayUntilAsync(TimeSpan at)
    {
        var wait = at - time.GetElapsedTime(startedAt);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, end.Token);
        }

        end.Token.ThrowIfCancellationRequested();
    }

    private void SetConstantCopies(int count, ScenarioOperation operation)
    {
        while (constant.Count > count)
        {
            constant.Pop().Retired = true;
        }

        while (constant.Count < count)
        {
            var copy = new ConstantCopy(NewCopy(operation));
            constant.Push(copy);
            running.Start(() => LoopAsync(copy));
        }
    }

    private async Task RetireAllAsync()
    {
        SetConstantCopies(0, ScenarioOperation.Bombing);
        var left = await running.WaitAsync(CompletionTimeout, time);
        if (left > 0)
        {
            Log.Logger.Warning("{Count} iterations of {Scenario} did not end within {Timeout}", left, Name, CompletionTimeout);
        }
    }

    private async Task LoopAsync(ConstantCopy copy)
    {
        while (!copy.Retired && !end.IsCancellationRequested)
        {
            var iteration = IterateAsync(copy.Context);
            if (iteration.IsCompleted)
            {
                // A function that never waits must not keep the thread from the other copies.
                await Task.Yield();
            }

            await iteration;
        }
    }

    private async Task IterateAsync(CopyContext copy)
    {
        copy.BeginIteration();
        var into = copy.Measurements.Iterations;
        var started = time.GetTimestamp();
        IResponse response;
        try
        {
            response = await props.Run(copy);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return;
        }
        catch (IterationEndedException ended)
        {
            response = ended.Response;
        }
        catch (Exception failure)
        {
            Log.Logger.Error(failure, "an iteration of {Scenario} threw", Name);
            response = CSharp.Response.Fail(Measurements.UnhandledException, failure.Message);
        }

        into.Record(response, Latency.Of(response, time.GetElapsedTime(started)));
        if (response.IsError && into.Failed >= props.MaxFailCount)
        {
            control.StopSession($"{Name} reached its limit of {props.MaxFailCount} failed iterations");
        }
    }

    private CopyContext NewCopy(ScenarioOperation operation) =>
        new(Info(operation, nextInstance++), measurements, props.RestartIterationOnFail, time, control, end.Token);

    private ScenarioInfo Info(ScenarioOperation operation, int instance) => new()
    {
        InstanceId = $"{Name}_{instance}",
        InstanceNumber = instance,
        ScenarioName = Name,
        ScenarioDuration = duration,
        ScenarioOperation = operation,
    };
}
