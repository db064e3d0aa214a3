using System.Globalization;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Schema;

namespace FakeDoktoriApi.Meetings;

internal sealed class MeetingEndpoints(MeetingQueries queries, MeetingCreation creation, MyMeetings mine, TimeProvider time)
{
    private static readonly string[] _myStatuses = ["ACTIVE", "INACTIVE", "PENDING"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<MeetingEndpoints>();
        routes.MapGet("/meetings", endpoints.ListAsync);
        routes.MapGet("/meetings/search", endpoints.SearchAsync);
        routes.MapGet("/meetings/{meetingId}", endpoints.FindAsync);
        routes.MapPost("/meetings", endpoints.CreateAsync);
        routes.MapGet("/users/me/meetings", endpoints.MineAsync);
        routes.MapGet("/users/me/meetings/today", endpoints.MineTodayAsync);
    }

    private async ValueTask<IApiResult> ListAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var filter = MeetingFilter.Read(query);
        return query.Error ?? ApiResults.Ok(await queries.ListAsync(filter, time.KoreanToday()));
    }

    private async ValueTask<IApiResult> SearchAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var keyword = query.Required("keyword", 50);
        var filter = MeetingFilter.Read(query);
        return query.Error ?? ApiResults.Ok(await queries.SearchAsync(keyword, filter, time.KoreanToday()));
    }

    private async ValueTask<IApiResult> FindAsync(HttpContext context)
    {
        if (!long.TryParse(context.Request.RouteValues["meetingId"] as string, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            return ApiError.InvalidParameterType;
        }

        if (id <= 0)
        {
            return ApiError.Validation([new("meetingId", "Positive", "meetingId는 1 이상이어야 합니다.")]);
        }

        return await queries.FindAsync(id, context.OptionalUserId()) is { } meeting ? ApiResults.Ok(meeting) : ApiError.MeetingNotFound;
    }

    private async ValueTask<IApiResult> CreateAsync(HttpContext context)
    {
        var (request, unreadable) = await context.ReadJsonAsync<CreateMeetingRequest>();
        if (request is null)
        {
            return unreadable!;
        }

        var (plan, errors) = CreateMeetingValidator.Validate(request, time.KoreanToday());
        if (plan is null)
        {
            return ApiError.Validation(errors);
        }

        var (error, meetingId) = await creation.CreateAsync(context.UserId(), plan, time.KoreanNow());
        return error is not null ? error : ApiResults.Created(new CreatedMeeting(meetingId), Location(context.Request, meetingId));
    }

    private async ValueTask<IApiResult> MineAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var status = query.Required("status", int.MaxValue);
        var cursor = query.Cursor();
        var size = query.Int("size", 10, 1, 10);
        if (query.Error is { } error)
        {
            return error;
        }

        return _myStatuses.Contains(status)
            ? ApiResults.Ok(await mine.ListAsync(context.UserId(), status, cursor, size, time.KoreanNow()))
            : ApiError.InvalidStatusParameter;
    }

    private async ValueTask<IApiResult> MineTodayAsync(HttpContext context) =>
        ApiResults.Ok(await mine.ListTodayAsync(context.UserId(), time.KoreanNow()));

    private static string Location(HttpRequest request, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}/{id}");
}
