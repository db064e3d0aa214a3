using MySqlRuntime;
using Xunit.v3;

namespace Support;

/// <summary>The MySQL that integration tests run on.</summary>
public static class LocatedMySql
{
    /// <summary>Finds it, fetching it the first time; skips the test with the reason where none can be had.</summary>
    public static async Task<MySqlInstallation> OrSkipAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await MySqlLocator.FindOrFetchAsync(cancellationToken: cancellationToken);
        }
        catch (MySqlUnavailableException exception)
        {
            throw Skip(exception);
        }
    }

    /// <summary>To be thrown within a test or its initialisation (xunit does not let a fixture's skip its tests).</summary>
    internal static InvalidOperationException Skip(MySqlUnavailableException reason) => new($"{DynamicSkipToken.Value}{reason.Problem}", reason);
}
