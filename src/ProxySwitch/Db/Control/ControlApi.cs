using ProxySwitch.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Control;

/// <summary>
/// The control API of role <c>db</c>: 200 with the state, or a <see cref="ControlRefusal"/>: 400 not understood, 401 no token,
/// 413 too large, 422 understood and refused, nothing changed.
/// </summary>
internal static class ControlApi
{
    public static void MapControlApi(this WebApplication app)
    {
        app.UseMiddleware<ControlGuard>();
        app.MapGet("/health", () => Results.Text("Healthy"));
        app.MapGet("/control/state", (StateReader state) => Results.Json(state.Read(), ControlJson.Answers));
        app.MapPost("/control/test", TestAsync);
        app.MapPost("/control/switch", SwitchAsync);
        app.MapPost("/control/reload", ReloadAsync);
    }

    private static async Task TestAsync(HttpContext http, Switchboard switchboard, TableFile<UpstreamTable> file, StateReader state)
    {
        if (await ReadActiveAsync(http) is { } active)
        {
            await ControlAnswer.WriteAsync(http, await switchboard.TestAsync(active, http.RequestAborted), file.Name, state.Read);
        }
    }

    private static async Task SwitchAsync(HttpContext http, Switchboard switchboard, TableFile<UpstreamTable> file, StateReader state)
    {
        if (await ReadActiveAsync(http) is { } active)
        {
            await ControlAnswer.WriteAsync(http, await switchboard.SwitchAsync(active, http.RequestAborted), file.Name, state.Read);
        }
    }

    private static async Task ReloadAsync(HttpContext http, Switchboard switchboard, TableFile<UpstreamTable> file, StateReader state) =>
        await ControlAnswer.WriteAsync(http, await switchboard.ReloadAsync(http.RequestAborted), file.Name, state.Read);

    private static async Task<string?> ReadActiveAsync(HttpContext http)
    {
        if (await ControlBody.ReadAsync<ActiveRequest>(http) is not { } request)
        {
            return null;
        }

        if (request.Active is { } active && UpstreamList.IsName(active))
        {
            return active;
        }

        await ControlRefusal.WriteAsync(http, StatusCodes.Status400BadRequest, "bad_request", "'active' must be the name of an upstream, e.g. {\"active\":\"target\"}");
        return null;
    }
}
