using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>Access tokens of the lab's test users for a load scenario that is started by hand, in a file only this user can read.</summary>
internal static class TestTokens
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static async Task GiveAsync(EnvironmentCallbackContext context, IPEndPoint edge, string file)
    {
        var users = await Client.GetFromJsonAsync<JsonArray>(new Uri($"http://{edge}/api/dev/tokens"), context.CancellationToken) ?? [];
        var tokens = new JsonArray([.. users.Select(user => user!["accessToken"]!.DeepClone())]);
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var writer = new StreamWriter(file, options))
        {
            await writer.WriteAsync(tokens.ToJsonString());
        }

        context.EnvironmentVariables["LOADTESTS_TOKENS_FILE"] = file;
    }
}
