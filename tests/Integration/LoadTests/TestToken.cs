using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Integration.LoadTests;

/// <summary>A token of the right shape; only its mark may be searched for in outputs.</summary>
internal static class TestToken
{
    public const string SecretMark = "c2VjcmV0LXNpZ25hdHVyZQ";

    public static string Valid { get; } = Make("""{"sub":"1","userId":1,"nickname":"a","iat":1700000000,"exp":4102444800}""");

    /// <summary>Of the same user, issued later.</summary>
    public static string Renewed { get; } = Make("""{"sub":"1","userId":1,"nickname":"a","iat":1700000001,"exp":4102444800}""");

    public static string Expired { get; } = Make("""{"sub":"1","userId":1,"nickname":"a","iat":1600000000,"exp":1600001800}""");

    public static string ExpiringIn(TimeSpan time) =>
        Make(string.Create(CultureInfo.InvariantCulture, $"{{\"sub\":\"1\",\"userId\":1,\"exp\":{(TimeProvider.System.GetUtcNow() + time).ToUnixTimeSeconds()}}}"));

    private static string Make(string payload) =>
        $"{Base64Url.EncodeToString("""{"alg":"HS256"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.{SecretMark}";
}
