using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Integration.ProxySwitch;

/// <summary>Real nginx with its stream module, configured as the operators' is, switched as they do it: edit → <c>nginx -t</c> → reload.</summary>
internal sealed class NginxStream : ISwitchableProxy
{
    private const string Program = "/usr/sbin/nginx";
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    private readonly string folder;
    private readonly IReadOnlyList<TestUpstream> upstreams;
    private readonly bool halfClose;
    private Process? master;

    private NginxStream(string folder, IReadOnlyList<TestUpstream> upstreams, bool halfClose) =>
        (this.folder, this.upstreams, this.halfClose) = (folder, upstreams, halfClose);

    public static string? WhyNot => File.Exists(Program) && File.Exists(StreamModule)
        ? null
        : "nginx with its stream module is not installed (Debian: apt-get install nginx libnginx-mod-stream)";

    public IPEndPoint Listen { get; } = FreePort();

    private string Configuration => Path.Combine(folder, "nginx.conf");

    public static async Task<NginxStream> StartAsync(IReadOnlyList<TestUpstream> upstreams, bool halfClose)
    {
        var nginx = new NginxStream(Directory.CreateTempSubdirectory("nginx-stream-").FullName, upstreams, halfClose);
        nginx.WriteConfiguration(upstreams[0].Name);
        nginx.master = nginx.Run();
        await Eventually.EqualAsync(true, nginx.AnswersAsync);
        return nginx;
    }

    public async Task SwitchAsync(string active)
    {
        WriteConfiguration(active);
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

    private static IPEndPoint FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }

    private void WriteConfiguration(string active) => File.WriteAllText(Configuration, $$"""
        load_module {{StreamModule}};
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log notice;
        events { worker_connections 1024; }
        stream {
            upstream database { server {{upstreams.Single(upstream => upstream.Name == active).EndPoint}}; }
            server {
                listen {{Listen}};
                proxy_connect_timeout 3s;
                proxy_half_close {{(halfClose ? "on" : "off")}};
                proxy_pass database;
            }
        }
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
