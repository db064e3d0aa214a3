using System.Globalization;
using MySqlConnector;

namespace FakeDoktoriApi.Schema;

/// <summary>One migration at a time per server. MySQL frees the lock with the session, whatever happens to us.</summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    private const int WaitSeconds = 60;
    private readonly MySqlConnection _session;

    private MigrationLock(MySqlConnection session) => _session = session;

    public static async Task<MigrationLock> TakeAsync(MySqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand($"SELECT GET_LOCK('doktori_migrate', {WaitSeconds})", session);
        var taken = await command.ExecuteScalarAsync(cancellationToken);
        return Convert.ToInt32(taken ?? 0, CultureInfo.InvariantCulture) == 1
            ? new(session)
            : throw new MigrationException($"Another migration has been running for more than {WaitSeconds} s.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_session.State == System.Data.ConnectionState.Open)
        {
            await using var command = new MySqlCommand("SELECT RELEASE_LOCK('doktori_migrate')", _session);
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }
}
