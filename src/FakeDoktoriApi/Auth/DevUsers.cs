using System.Globalization;

namespace FakeDoktoriApi.Auth;

/// <summary>The application marks the users it makes for tests by their account at the provider; GET /dev/tokens finds them by it.</summary>
internal static class DevUsers
{
    public const string ProviderIdPrefix = "dev_test_";

    public static string ProviderId(int userId) => ProviderIdPrefix + userId.ToString(CultureInfo.InvariantCulture);
}
