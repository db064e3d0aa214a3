namespace FakeDoktoriApi.Auth;

internal static class CallerExtensions
{
    /// <summary><c>null</c> for a guest.</summary>
    public static long? OptionalUserId(this HttpContext context) => context.Features.Get<Caller>()?.UserId;

    /// <summary>Only behind a path that is not public.</summary>
    public static long UserId(this HttpContext context) =>
        context.OptionalUserId() ?? throw new InvalidOperationException($"{context.Request.Path} is public: there may be no caller.");
}
