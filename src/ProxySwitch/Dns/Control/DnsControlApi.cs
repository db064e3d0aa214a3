using ProxySwitch.Control;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Control;

/// <summary>
/// The control API of role <c>dns</c>: 200 with the state, or a <see cref="ControlRefusal"/>: 400 not understood, 401 no token,
/// 413 too large, 422 understood and refused, nothing changed.
/// </summary>
internal static class DnsControlApi
{
    public static void MapDnsControlApi(this WebApplication app)
    {
        app.UseMiddleware<ControlGuard>();
        app.MapGet("/health", () => Results.Text("Healthy"));
        app.MapGet("/control/state", (DnsStateReader state) => Results.Json(state.Read(), ControlJson.Answers));
        app.MapPost("/control/test", TestAsync);
        app.MapPost("/control/change", ChangeAsync);
        app.MapPost("/control/reload", ReloadAsync);
    }

    private static async Task TestAsync(HttpContext http, ZoneKeeper keeper, ZoneFile file, DnsStateReader state)
    {
        if (await ReadChangeAsync(http) is { } change)
        {
            await AnswerAsync(http, keeper.Test(change), file, state);
        }
    }

    private static async Task ChangeAsync(HttpContext http, ZoneKeeper keeper, ZoneFile file, DnsStateReader state)
    {
        if (await ReadChangeAsync(http) is { } change)
        {
            await AnswerAsync(http, (await keeper.ChangeAsync(change, http.RequestAborted)).Problem, file, state);
        }
    }

    private static async Task ReloadAsync(HttpContext http, ZoneKeeper keeper, ZoneFile file, DnsStateReader state) =>
        await AnswerAsync(http, (await keeper.ReloadAsync(http.RequestAborted)).Problem, file, state);

    private static async Task<ZoneChange?> ReadChangeAsync(HttpContext http)
    {
        if (await ControlBody.ReadAsync<ChangeRequest>(http) is not { } request)
        {
            return null;
        }

        var records = request.Records ?? [];
        if (records.Values.All(address => address is not null) && (records.Count > 0 || (request.Records is null && request.TtlSeconds is not null)))
        {
            return new(records.ToDictionary(record => record.Key, record => record.Value!), request.TtlSeconds);
        }

        await ControlRefusal.WriteAsync(http, StatusCodes.Status400BadRequest, "bad_request",
            "'records' must name at least one record and its address, or 'ttlSeconds' a TTL, e.g. {\"records\":{\"doktori.test\":\"127.0.0.3\"}} or {\"ttlSeconds\":5}");
        return null;
    }

    private static Task AnswerAsync(HttpContext http, TableProblem? problem, ZoneFile file, DnsStateReader state) => problem is null
        ? http.Response.WriteAsJsonAsync(state.Read(), ControlJson.Answers)
        : new ControlRefusal(problem.Code, problem.Located(file.Name), problem.Line, problem.Column).WriteAsync(http, StatusCodes.Status422UnprocessableEntity);
}
