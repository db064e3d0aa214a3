using ProxySwitch.Control;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Tables;

namespace ProxySwitch.Edge.Control;

/// <summary>
/// The control API of role <c>edge</c>: 200 with the state, or a <see cref="ControlRefusal"/>: 400 not understood, 401 no token,
/// 413 too large, 422 understood and refused, nothing changed.
/// </summary>
internal static class EdgeControlApi
{
    public static void MapEdgeControlApi(this WebApplication app)
    {
        app.UseMiddleware<ControlGuard>();
        app.MapGet("/health", () => Results.Text("Healthy"));
        app.MapGet("/control/state", (EdgeStateReader state) => Results.Json(state.Read(), ControlJson.Answers));
        app.MapPost("/control/test", TestAsync);
        app.MapPost("/control/switch", SwitchAsync);
        app.MapPost("/control/reload", ReloadAsync);
    }

    private static async Task TestAsync(HttpContext http, EdgeSwitchboard switchboard, TableFile<EdgeTable> file, EdgeStateReader state)
    {
        if (await ReadChangeAsync(http) is { } change)
        {
            await ControlAnswer.WriteAsync(http, await switchboard.TestAsync(change, http.RequestAborted), file.Name, state.Read);
        }
    }

    private static async Task SwitchAsync(HttpContext http, EdgeSwitchboard switchboard, TableFile<EdgeTable> file, EdgeStateReader state)
    {
        if (await ReadChangeAsync(http) is { } change)
        {
            await ControlAnswer.WriteAsync(http, await switchboard.SwitchAsync(change, http.RequestAborted), file.Name, state.Read);
        }
    }

    private static async Task ReloadAsync(HttpContext http, EdgeSwitchboard switchboard, TableFile<EdgeTable> file, EdgeStateReader state) =>
        await ControlAnswer.WriteAsync(http, await switchboard.ReloadAsync(http.RequestAborted), file.Name, state.Read);

    private static async Task<EdgeChange?> ReadChangeAsync(HttpContext http)
    {
        if (await ControlBody.ReadAsync<EdgeChangeRequest>(http) is not { } request)
        {
            return null;
        }

        var (change, reason) = request.Validate();
        if (change is null)
        {
            await ControlRefusal.WriteAsync(http, StatusCodes.Status400BadRequest, "bad_request", reason!);
        }

        return change;
    }
}
