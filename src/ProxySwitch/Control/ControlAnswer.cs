using ProxySwitch.Tables;

namespace ProxySwitch.Control;

/// <summary>What a call that was understood ends with: 200 and the state, or 422 and why nothing was changed.</summary>
internal static class ControlAnswer
{
    /// <param name="fileName">Of the table, for "file:line:column".</param>
    public static Task WriteAsync<TState>(HttpContext http, TableProblem? problem, string fileName, Func<TState> state) => problem is null
        ? http.Response.WriteAsJsonAsync(state(), ControlJson.Answers)
        : new ControlRefusal(problem.Code, problem.Located(fileName), problem.Line, problem.Column).WriteAsync(http, StatusCodes.Status422UnprocessableEntity);
}
