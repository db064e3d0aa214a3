using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.LoadTests;

/// <summary>
/// The part of the API contract that the scenarios touch, in memory, strict about what it takes, counting every request,
/// and misbehaving on demand.
/// </summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private const int FirstId = 1000;
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromMilliseconds(1500);

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly List<string> titles = [];
    private readonly List<string?> rows = [];
    private int renewals;

    private FakeApi(WebApplication app) => this.app = app;

    /// <summary>Decides what happens to a request ("GET /meetings"); asked once per request.</summary>
    public Func<string, Fault> Misbehave { get; set; } = _ => Fault.None;

    /// <summary>Where written titles go besides memory; done before the answer.</summary>
    public Func<string, Task> Store { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether an access token is taken; all are, unless told otherwise.</summary>
    public Func<string, bool> Takes { get; set; } = _ => true;

    /// <summary>The access token that POST /auth/tokens gives for a refresh token, and null for one it refuses.</summary>
    public Func<string, string?> Renew { get; set; } = _ => null;

    /// <summary>The meetings that can be looked at besides those written.</summary>
    public Func<int, bool> HasMeeting { get; set; } = id => id == 1;

    /// <summary>When a row was written, by its place among all rows: the search shows the latest first, and goes on below the last id it showed.</summary>
    public Func<int, int> WrittenAt { get; set; } = place => place;

    /// <summary>Whether the search claims more pages for ever; with its cursor going down, or standing still.</summary>
    public (bool Endless, bool CursorStands) Search { get; set; }

    public string BaseUrl { get; private set; } = "";

    public FakeChat Chat { get; } = new();

    /// <summary>How it names itself; null: not at all.</summary>
    public string? ServerId { get; set; } = "fake-api";

    /// <summary>How the edge in front of it names itself; null: there is none.</summary>
    public string? EdgeId { get; init; }

    /// <summary>Remote ports by request: one port is one connection.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<int, int>> Ports { get; } = new(StringComparer.Ordinal);

    /// <summary>Every request that reached the server, faulty ones included, except those sent before the load.</summary>
    public int Requests => counts.Values.Sum();

    /// <summary>The titles of all meetings written.</summary>
    public IReadOnlyList<string> Titles
    {
        get
        {
            lock (gate)
            {
                return [.. titles];
            }
        }
    }

    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <param name="certificate">Null: plain HTTP.</param>
    public static Task<FakeApi> StartAsync(X509Certificate2? certificate = null) => StartAsync(IPAddress.Loopback, certificate: certificate);

    /// <param name="port">0: one that the system chooses.</param>
    public static async Task<FakeApi> StartAsync(IPAddress address, int port = 0, string? edgeId = null, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, port, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var api = new FakeApi(app) { EdgeId = edgeId };
        app.UseWebSockets();
        app.Run(api.AnswerAsync);
        await app.StartAsync();
        var url = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        api.BaseUrl = url + "/api";
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Chat.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/api/ws")
        {
            await Chat.ServeAsync(context);
            return;
        }

        var request = NameOf(context.Request);
        Ports.GetOrAdd(request, _ => new()).AddOrUpdate(context.Connection.RemotePort, 1, (_, count) => count + 1);
        counts.AddOrUpdate(request, 1, (_, count) => count + 1);
        context.Response.Headers["X-Server-Id"] = ServerId;
        context.Response.Headers["X-Edge-Id"] = EdgeId;
        var fault = Misbehave(request);
        switch (fault)
        {
            case Fault.InternalError:
                await ErrorAsync(context, 500, "INTERNAL_SERVER_ERROR");
                return;
            case Fault.Unauthorized:
                await ErrorAsync(context, 401, "AUTH_UNAUTHORIZED");
                return;
            case Fault.Reset:
                context.Abort();
                return;
            case Fault.Slow:
                await Task.Delay(SlowAnswer, context.RequestAborted);
                break;
            case Fault.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Fault.HalfAnAnswer:
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("""{"message":"OK","da""");
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
        }

        await RouteAsync(context, request, fault);
    }

    private async Task RouteAsync(HttpContext context, string request, Fault fault)
    {
        var signedIn = context.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && Takes(token);
        switch (request)
        {
            case "GET /health":
                await OkAsync(context, """{"message":"OK"}""");
                break;
            case "GET /meetings" when Size(context) is < 1 or > 10:
            case "GET /meetings/search" when context.Request.Query["keyword"].ToString() is "" or { Length: > 50 }:
                await ErrorAsync(context, 422, "VALIDATION_FAILED");
                break;
            case "GET /meetings/search":
                await SearchAsync(context);
                break;
            case "GET /meetings":
                await OkAsync(context, """{"message":"OK","data":{"items":[],"pageInfo":{"nextCursorId":null,"hasNext":false,"size":10}}}""");
                break;
            case "GET /meetings/{id}":
                await DetailAsync(context);
                break;
            case "POST /auth/tokens":
                await RenewAsync(context);
                break;
            case "GET /recommendations/meetings":
                await OkAsync(context, """{"message":"OK","data":[]}""");
                break;
            case "GET /chat-rooms" when Size(context) is < 1 or > 20:
                await ErrorAsync(context, 400, "PAGINATION_SIZE_OUT_OF_RANGE");
                break;
            case "GET /chat-rooms":
                await OkAsync(context, """{"message":"OK","data":{"items":[],"pageInfo":{"nextCursorId":null,"hasNext":false,"size":10}}}""");
                break;
            case var _ when !signedIn:
                await ErrorAsync(context, 401, "AUTH_UNAUTHORIZED");
                break;
            case "GET /users/me":
                await OkAsync(context, """{"message":"OK","data":{"nickname":"독자"}}""");
                break;
            case "GET /users/me/meetings" when context.Request.Query["status"] != "ACTIVE":
                await ErrorAsync(context, 422, "VALIDATION_FAILED");
                break;
            case "GET /users/me/meetings" or "GET /users/me/meetings/today":
                await OkAsync(context, """{"message":"OK","data":{"items":[],"pageInfo":{"nextCursorId":null,"hasNext":false,"size":10}}}""");
                break;
            case "GET /notifications":
                await OkAsync(context, """{"message":"OK","data":{"notifications":[],"hasUnread":false}}""");
                break;
            case "GET /notifications/unread":
                await OkAsync(context, """{"message":"OK","data":{"hasUnread":false}}""");
                break;
            case "PUT /users/me/notifications":
                using (var body = await JsonDocument.ParseAsync(context.Request.Body))
                {
                    context.Response.StatusCode = body.RootElement.TryGetProperty("notificationAgreement", out _) ? 204 : 422;
                }

                break;
            case "GET /books":
                await OkAsync(context, """{"message":"OK","data":{"data":[{"title":"데미안","authors":"헤르만 헤세","publisher":"민음사","thumbnailUrl":null,"publishedAt":"2000-12-20","isbn":"9788937460449"}],"pageInfo":{"page":1,"size":5,"totalCount":1,"isEnd":true}}}""");
                break;
            case "POST /meetings":
                await CreateMeetingAsync(context, fault);
                break;
            default:
                await ErrorAsync(context, 500, "INTERNAL_SERVER_ERROR");
                break;
        }
    }

    private async Task SearchAsync(HttpContext context)
    {
        var keyword = context.Request.Query["keyword"].ToString();
        var size = Size(context);
        var cursor = context.Request.Query.TryGetValue("cursorId", out var text) ? long.Parse(text.ToString(), CultureInfo.InvariantCulture) : long.MaxValue;
        List<(int Id, string Title)> found;
        lock (gate)
        {
            found = [.. rows.Select((title, index) => (Id: index + FirstId, Title: title)).Where(row => row.Title?.Contains(keyword, StringComparison.Ordinal) == true && row.Id < cursor).Select(row => (row.Id, row.Title!)).OrderByDescending(row => WrittenAt(row.Id - FirstId)).ThenByDescending(row => row.Id).Take(size + 1)];
        }

        var more = found.Count > size;
        if (Search.Endless)
        {
            await OkAsync(context, string.Create(CultureInfo.InvariantCulture, $"{{\"message\":\"OK\",\"data\":{{\"items\":[],\"pageInfo\":{{\"nextCursorId\":{(Search.CursorStands ? 5000 : Math.Min(cursor, 1_000_000) - 1)},\"hasNext\":true,\"size\":{size}}}}}}}"));
            return;
        }

        var items = string.Join(',', found.Take(size).Select(row => $"{{\"meetingId\":{row.Id},\"title\":{JsonSerializer.Serialize(row.Title)}}}"));
        var next = more ? found[size - 1].Id.ToString(CultureInfo.InvariantCulture) : "null";
        await OkAsync(context, $"{{\"message\":\"OK\",\"data\":{{\"items\":[{items}],\"pageInfo\":{{\"nextCursorId\":{next},\"hasNext\":{(more ? "true" : "false")},\"size\":{size}}}}}}}");
    }

    private async Task DetailAsync(HttpContext context)
    {
        var id = int.Parse(context.Request.Path.Value!.Split('/')[^1], CultureInfo.InvariantCulture);
        string? title;
        lock (gate)
        {
            title = id >= FirstId && id - FirstId < rows.Count ? rows[id - FirstId] : null;
        }

        if (title is null && !HasMeeting(id))
        {
            await ErrorAsync(context, 404, "MEETING_NOT_FOUND");
            return;
        }

        await OkAsync(context, $"{{\"message\":\"OK\",\"data\":{{\"meeting\":{{\"meetingId\":{id},\"title\":{JsonSerializer.Serialize(title ?? "책모임")}}},\"rounds\":[],\"participantsPreview\":{{}}}}}}");
    }

    private async Task RenewAsync(HttpContext context)
    {
        if (context.Request.Cookies["refresh_token"] is { } cookie && Renew(cookie) is { } token)
        {
            context.Response.Headers.SetCookie = $"refresh_token=rotated-{Interlocked.Increment(ref renewals)}; Path=/; HttpOnly";
            await OkAsync(context, $"{{\"message\":\"OK\",\"data\":{{\"accessToken\":\"{token}\"}}}}");
            return;
        }

        await ErrorAsync(context, 401, "INVALID_REFRESH_TOKEN");
    }

    private async Task CreateMeetingAsync(HttpContext context, Fault fault)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        if (!IsValid(body.RootElement))
        {
            await ErrorAsync(context, 422, "VALIDATION_FAILED");
            return;
        }

        var title = body.RootElement.GetProperty("title").GetString()!;
        var copies = fault switch { Fault.ForgetsTheWrite => 0, Fault.WritesTwice => 2, _ => 1 };
        int id;
        lock (gate)
        {
            titles.AddRange(Enumerable.Repeat(title, copies));
            rows.AddRange(Enumerable.Repeat(copies == 0 ? null : title, Math.Max(1, copies)));
            id = FirstId + rows.Count - 1;
        }

        for (var i = 0; i < copies; i++)
        {
            await Store(title);
        }

        if (fault == Fault.ResetAfterWriting)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = 201;
        await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{{\"message\":\"OK\",\"data\":{{\"meetingId\":{id}}}}}"));
    }

    private static bool IsValid(JsonElement meeting)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var rounds = meeting.GetProperty("rounds").EnumerateArray().ToList();
        var deadline = DateOnly.Parse(meeting.GetProperty("recruitmentDeadline").GetString()!, CultureInfo.InvariantCulture);
        return meeting.GetProperty("title").GetString() is { Length: > 0 and <= 50 }
            && meeting.GetProperty("meetingImagePath").GetString()!.StartsWith("images/meetings/", StringComparison.Ordinal)
            && meeting.GetProperty("capacity").GetInt32() is >= 3 and <= 8
            && meeting.GetProperty("roundCount").GetInt32() == rounds.Count
            && meeting.GetProperty("durationMinutes").GetInt32() == 30
            && meeting.GetProperty("startTime").GetString() is { Length: 5 }
            && deadline >= today
            && rounds.All(round => DateOnly.Parse(round.GetProperty("date").GetString()!, CultureInfo.InvariantCulture) is var date && date > deadline && date <= today.AddDays(30))
            && rounds.All(round => round.GetProperty("book").GetProperty("isbn").GetString() is { Length: 10 or 13 or 24 });
    }

    private static int Size(HttpContext context) =>
        context.Request.Query.TryGetValue("size", out var size) ? int.Parse(size.ToString(), CultureInfo.InvariantCulture) : 10;

    private static string NameOf(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        path = path.StartsWith("/api/", StringComparison.Ordinal) ? path["/api".Length..] : "(outside /api)" + path;
        var isMeeting = path.StartsWith("/meetings/", StringComparison.Ordinal) && int.TryParse(path["/meetings/".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return $"{request.Method} {(isMeeting ? "/meetings/{id}" : path)}";
    }

    private static Task OkAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($"{{\"code\":\"{code}\",\"message\":\"…\",\"errors\":null,\"data\":null}}");
    }
}
