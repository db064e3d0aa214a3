using NBomber.Contracts;
using NBomber.Engine;

namespace NBomber.CSharp;

/// <summary>A part of an iteration that is measured by itself.</summary>
public static class Step
{
    /// <summary>
    /// Runs and measures <paramref name="run"/>. A step that fails or throws ends the iteration,
    /// unless the scenario was made <c>WithRestartIterationOnFail(false)</c>.
    /// </summary>
    public static async Task<Response<T>> Run<T>(string name, IScenarioContext context, Func<Task<Response<T>>> run)
    {
        var copy = (CopyContext)context;
        var started = copy.Time.GetTimestamp();
        Response<T> response;
        try
        {
            response = await run();
        }
        catch (OperationCanceledException) when (context.ScenarioCancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            context.Logger.Error(failure, "step {Step} of {Scenario} threw", name, context.ScenarioInfo.ScenarioName);
            response = Response.Fail<T>(Measurements.UnhandledException, failure.Message);
        }

        copy.Measurements.Step(name).Record(response, Latency.Of(response, copy.Time.GetElapsedTime(started)));
        return response.IsError && copy.EndsOnFailedStep ? throw new IterationEndedException(response) : response;
    }
}
