using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MySqlRuntime.Servers;

namespace Integration.ProxySwitch;

/// <summary>A real nginx of the test's own, switched as operators do it: edit → <c>nginx -t</c> → reload.</summary>
internal sealed class NginxMaster : IAsyncDisposable
{
    public const string Program = "/usr/sbin/nginx";

    private readonly string folder = Directory.CreateTempSubdirectory("nginx-").FullName;
    private Process? master;

    public static bool IsInstalled => File.Exists(Program);

    public IPEndPoint Listen { get; } = new(IPAddress.Loopback, FreePort.Next());

    private string Configuration => Path.Combine(folder, "nginx.conf");

    /// <param name="main">Directives of the main context; what every nginx of a test needs is added.</param>
    public static async Task<NginxMaster> StartAsync(Func<IPEndPoint, string> main)
    {
        var nginx = new NginxMaster();
        nginx.Write(main(nginx.Listen));
        nginx.master = nginx.Run();
        await Eventually.EqualAsync(true, nginx.AnswersAsync);
        return nginx;
    }

    /// <summary>Returns when the old worker has stopped accepting.</summary>
    public async Task ReloadAsync(Func<IPEndPoint, string> main)
    {
        Write(main(Listen));
        using (var test = Run("-t"))
        {
            await test.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, test.ExitCode);
        }

        var before = await WorkersAsync();
        using (var reload = Run("-s", "reload"))
        {
            await reload.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, reload.ExitCode);
        }

        // nginx reloads behind our back. Its old worker stops accepting once the master told it to; then it has renamed itself.
        await Eventually.EqualAsync(true, async () =>
            (await WorkersAsync()).Any(worker => !before.ContainsKey(worker.Key))
            && (await WorkersAsync()).Where(worker => before.ContainsKey(worker.Key)).All(worker => worker.Value.Contains("shutting down", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        if (master is not null)
        {
            // The master ends its workers; killing it outright would orphan them.
            using (var stop = Run("-s", "stop"))
            {
                await stop.WaitForExitAsync();
            }

            await master.WaitForExitAsync();
            master.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private void Write(string main) => File.WriteAllText(Configuration, $$"""
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log notice;
        {{main.Replace("FOLDER", folder, StringComparison.Ordinal)}}
        """);

    private Process Run(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Program, ["-p", folder, "-e", Path.Combine(folder, "error.log"), "-c", Configuration, .. arguments]) { RedirectStandardError = true })!;

    private async Task<bool> AnswersAsync()
    {
        try
        {
            (await Wire.ConnectAsync(Listen)).Dispose();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Process id → title of the workers of our master.</summary>
    private async Task<Dictionary<int, string>> WorkersAsync()
    {
        var children = await File.ReadAllTextAsync($"/proc/{master!.Id}/task/{master.Id}/children", TestContext.Current.CancellationToken);
        return children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToDictionary(id => id, Title);
    }

    private static string Title(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "shutting down: gone";
        }
    }
}
