using System.Net.Http.Json;
using System.Text.Json;

namespace Rehearsal.Playing;

/// <summary>
/// Access tokens of the lab's test users, so that writers do not fight for one user's row.
/// They pass to the load processes in a file that only this user can read and that is removed at the end.
/// </summary>
internal sealed class AccessTokens : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("doktori-tokens-").FullName;

    public string File => Path.Combine(folder, "tokens.json");

    /// <summary>Fetches fresh tokens; they live 30 minutes, so each act fetches its own.</summary>
    /// <exception cref="HttpRequestException">The API did not answer.</exception>
    public async Task RefreshAsync(Uri api, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var users = await client.GetFromJsonAsync<JsonElement[]>(new Uri($"{api.ToString().TrimEnd('/')}/dev/tokens"), cancellation)
            ?? throw new HttpRequestException("the API gave no test tokens");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(File, options);
        await JsonSerializer.SerializeAsync(stream, users.Select(user => user.GetProperty("accessToken").GetString()), cancellationToken: cancellation);
    }

    public static string First(string file) =>
        JsonSerializer.Deserialize<string[]>(System.IO.File.ReadAllBytes(file)) is [var token, ..]
            ? token
            : throw new InvalidDataException("the API has no test users; was the database seeded?");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
