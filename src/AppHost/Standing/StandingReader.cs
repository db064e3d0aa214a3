using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using AppHost.Reports;
using AppHost.Topology;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using MySqlConnector;

namespace AppHost.Standing;

/// <summary>Asks both servers and the three control APIs, side by side, and gives none of them long. Changes nothing.</summary>
internal sealed class StandingReader(MigrationTopology migration, LabSecrets secrets, LabReports reports)
{
    private const int SecondsForAServer = 2;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(2);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = LongestAnswer };

    /// <param name="last">Kept for a control API that does not answer: what it forwards to is in its file, and outlives it.</param>
    public async Task<MigrationStanding> ReadAsync(MigrationStanding last, CancellationToken cancellation)
    {
        var source = ServerAsync(migration.Source, cancellation);
        var target = ServerAsync(migration.Target, cancellation);
        var proxy = StateAsync(migration.Proxy, cancellation);
        var edge = StateAsync(migration.OldEdge, cancellation);
        var dns = StateAsync(migration.Dns, cancellation);
        await Task.WhenAll(source, target, proxy, edge, dns);
        return last with
        {
            Source = await source,
            Target = await target,
            Writer = (await proxy)?["active"]?.GetValue<string>() ?? last.Writer,
            Api = PlaceOf((await edge)?["active"]?["api"]?.GetValue<string>(), site => site.Api) ?? last.Api,
            Chat = PlaceOf((await edge)?["active"]?["chat"]?.GetValue<string>(), site => site.Chat) ?? last.Chat,
            Edge = SideOf((await dns)?["records"]?[EdgeNetwork.Name]?.GetValue<string>()) ?? last.Edge,
            LastReport = reports.Newest(),
        };
    }

    /// <summary>As root, which sees all on both; without a pool, so that a server that is down or stopped holds nothing of ours.</summary>
    private async Task<ServerStanding?> ServerAsync(MySqlServer server, CancellationToken cancellation)
    {
        try
        {
            var settings = new MySqlConnectionStringBuilder((await server.ConnectionString("root", secrets.Root).GetValueAsync(cancellation))!)
            {
                Pooling = false,
                ConnectionTimeout = SecondsForAServer,
                DefaultCommandTimeout = SecondsForAServer,
            };
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(LongestAnswer);
            await using var connection = new MySqlConnection(settings.ConnectionString);
            await connection.OpenAsync(patience.Token);
            await using var command = new MySqlCommand("SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = @database)", connection);
            command.Parameters.AddWithValue("@database", DoktoriDatabase.Name);
            var holdsData = Convert.ToInt64(await command.ExecuteScalarAsync(patience.Token), CultureInfo.InvariantCulture) == 1;
            return new ServerStanding(holdsData, await ReplicaAsync(connection, patience.Token));
        }
        catch (Exception error) when (error is MySqlException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<ReplicaStanding?> ReplicaAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand("SHOW REPLICA STATUS", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new ReplicaStanding(Yes("Replica_IO_Running") && Yes("Replica_SQL_Running"), Convert.ToInt32(reader["SQL_Delay"], CultureInfo.InvariantCulture))
            : null;

        bool Yes(string thread) => Convert.ToString(reader[thread], CultureInfo.InvariantCulture) == "Yes";
    }

    private async Task<JsonNode?> StateAsync(IResourceBuilder<ProjectResource> resource, CancellationToken cancellation)
    {
        try
        {
            var control = await DoktoriExtensions.LoopbackUrl(resource.GetEndpoint("control"), "/control/state").GetValueAsync(cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Get, control);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await ((IValueProvider)secrets.ProxyToken.Resource).GetValueAsync(cancellation));
            using var response = await Http.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation)) : null;
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private Place? PlaceOf(string? upstream, Func<DoktoriSite, IResourceBuilder<ProjectResource>> service)
    {
        foreach (var (site, place) in new[] { (migration.Blue, Place.Blue), (migration.Green, Place.Green), (migration.Vpc, Place.Vpc) })
        {
            if (service(site).Resource.Name == upstream)
            {
                return place;
            }
        }

        return null;
    }

    private EdgeSide? SideOf(string? address) =>
        address == migration.Network.Old.Address.ToString() ? EdgeSide.Old
        : address == migration.Network.New.Address.ToString() ? EdgeSide.New
        : null;
}
