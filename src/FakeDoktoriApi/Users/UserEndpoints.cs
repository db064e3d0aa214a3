using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Schema;

namespace FakeDoktoriApi.Users;

internal sealed class UserEndpoints(UserRepository users, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<UserEndpoints>();
        routes.MapGet("/users/me", endpoints.ProfileAsync);
        routes.MapGet("/users/me/notifications", endpoints.AgreementAsync);
        routes.MapPut("/users/me/notifications", endpoints.SetAgreementAsync);
    }

    private async ValueTask<IApiResult> ProfileAsync(HttpContext context) =>
        await users.FindProfileAsync(context.UserId()) is { } profile ? ApiResults.Ok(profile) : ApiError.UserNotFound;

    private async ValueTask<IApiResult> AgreementAsync(HttpContext context) =>
        await users.FindAgreementAsync(context.UserId()) is { } agreed ? ApiResults.Ok(new NotificationAgreement(agreed)) : ApiError.UserNotFound;

    private async ValueTask<IApiResult> SetAgreementAsync(HttpContext context)
    {
        var (request, unreadable) = await context.ReadJsonAsync<NotificationAgreementRequest>();
        if (request is null)
        {
            return unreadable!;
        }

        if (request.NotificationAgreement is not { } agreed)
        {
            return ApiError.Validation([new("notificationAgreement", "NotNull", "필수 값입니다.")]);
        }

        return await users.SetAgreementAsync(context.UserId(), agreed, time.KoreanNow()) ? ApiResults.NoContent : ApiError.UserNotFound;
    }
}
