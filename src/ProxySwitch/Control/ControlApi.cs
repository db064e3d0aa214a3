using ProxySwitch.Tables;

namespace ProxySwitch.Control;

/// <summary>
/// The control API of a role: 200 with the state, or a <see cref="ControlRefusal"/>: 400 not understood, 401 no token,
/// 413 too large, 422 understood and refused, nothing changed.
/// </summary>
/// <typeparam name="TRequest">The body of a test and of a switch.</typeparam>
/// <typeparam name="TChange">What it asks for.</typeparam>
/// <param name="state">What GET /control/state shows, and what follows a success.</param>
internal sealed class ControlApi<TRequest, TChange>(ISwitchboard<TChange> switchboard, Func<object> state)
    where TRequest : class, IChangeRequest<TChange>
    where TChange : class
{
    /// <param name="app">The role's application.</param>
    /// <param name="verb">What the role's operators call a switch: the last part of its path.</param>
    public void Map(WebApplication app, string verb)
    {
        app.UseMiddleware<ControlGuard>();
        app.MapGet("/health", () => Results.Text("Healthy"));
        app.MapGet("/control/state", http => AnswerAsync(http, null));
        app.MapPost("/control/test", http => OnRequestAsync(http, switchboard.TestAsync));
        app.MapPost($"/control/{verb}", http => OnRequestAsync(http, switchboard.SwitchAsync));
        app.MapPost("/control/reload", async http => await AnswerAsync(http, await switchboard.ReloadAsync(http.RequestAborted)));
    }

    private async Task OnRequestAsync(HttpContext http, Func<TChange, CancellationToken, Task<TableProblem?>> act)
    {
        if (await ControlBody.ReadAsync<TRequest>(http) is not { } request)
        {
            return;
        }

        var (change, reason) = request.Validate();
        await (change is null
            ? ControlRefusal.WriteAsync(http, StatusCodes.Status400BadRequest, "bad_request", reason!)
            : AnswerAsync(http, await act(change, http.RequestAborted)));
    }

    private Task AnswerAsync(HttpContext http, TableProblem? problem) => problem is null
        ? http.Response.WriteAsJsonAsync(state(), ControlJson.Answers)
        : new ControlRefusal(problem.Code, problem.Located(switchboard.FileName), problem.Line, problem.Column).WriteAsync(http, StatusCodes.Status422UnprocessableEntity);
}
