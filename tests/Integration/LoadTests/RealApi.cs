using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MySqlConnector;
using Support;

namespace Integration.LoadTests;

/// <summary>The lab's own API as a process, on a seeded database of a real MySQL.</summary>
public sealed partial class RealApi : MySqlPair
{
    private static readonly string Program = typeof(RealApi).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "FakeDoktoriApiProgram").Value!;

    private readonly HttpClient client = new();
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder output = new();
    private Process? api;

    public string BaseUrl { get; private set; } = "";
    public string TokensFile { get; } = Path.GetTempFileName();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using (var migrate = Start(SourceRoot, "migrate", "--rows", "300"))
        {
            await migrate.WaitForExitAsync();
            Assert.Equal(0, migrate.ExitCode);
        }

        api = Start(SourceApplication);
        BaseUrl = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60)) + "/api";
        await UpAsync();
        using var tokens = JsonDocument.Parse(await client.GetStringAsync(new Uri(BaseUrl + "/dev/tokens")));
        await File.WriteAllTextAsync(TokensFile, JsonSerializer.Serialize(tokens.RootElement.EnumerateArray().Select(token => token.GetProperty("accessToken").GetString())));
    }

    /// <summary>Answers the server counted, by method: its own monitoring left out.</summary>
    public async Task<double> AnswersAsync()
    {
        var metrics = await client.GetStringAsync(new Uri(BaseUrl + "/actuator/prometheus"));
        return Count().Matches(metrics).Where(match => !match.Value.Contains("actuator", StringComparison.Ordinal))
            .Sum(match => double.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (api is { HasExited: false })
        {
            api.Kill();
            await api.WaitForExitAsync();
        }

        api?.Dispose();
        client.Dispose();
        File.Delete(TokensFile);
        await base.DisposeAsync();
    }

    private async Task UpAsync()
    {
        try
        {
            await Eventually.TrueAsync(IsUpAsync, CancellationToken.None, TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException failure)
        {
            lock (output)
            {
                throw new InvalidOperationException($"The API at {BaseUrl} does not answer. It printed:\n{output}", failure);
            }
        }
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return (await client.GetAsync(new Uri(BaseUrl + "/meetings?size=1"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Start(string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ConnectionStrings__doktori"] = new MySqlConnectionStringBuilder(database) { Database = "doktori" }.ConnectionString;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Jwt__Secret"] = "integration-tests-secret-of-enough-bytes";
        start.Environment["Server__Id"] = "api-lightsail";
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }

            if (line.Data is { } text && Listening().Match(text) is { Success: true } match)
            {
                listening.TrySetResult(match.Value);
            }
        };
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex Listening();

    [GeneratedRegex(@"^http_server_requests_seconds_count\{.*\} (?<count>[0-9.e+]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Count();
}
