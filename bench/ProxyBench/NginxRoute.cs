using System.Diagnostics;
using System.Net;

namespace ProxyBench;

/// <summary>nginx's stream proxy with its defaults: what the operators run in production.</summary>
internal sealed class NginxRoute(Process process, string folder, IPEndPoint endPoint) : IRoute
{
    private const string Program = "/usr/sbin/nginx";
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    public static bool IsInstalled => File.Exists(Program) && File.Exists(StreamModule);

    public string Name => "nginx";

    public IPEndPoint EndPoint => endPoint;

    public static async Task<NginxRoute> StartAsync(IPEndPoint upstream)
    {
        var folder = Directory.CreateTempSubdirectory("proxy-bench-").FullName;
        var listen = Ports.Free();
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            load_module {{StreamModule}};
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log stderr error;
            events { worker_connections 4096; }
            stream {
                server {
                    listen {{listen}};
                    tcp_nodelay on;
                    proxy_pass {{upstream}};
                }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(Program) { ArgumentList = { "-p", folder, "-e", "stderr", "-c", configuration } })!;
        await Ports.WaitUntilOpenAsync(listen);
        return new(process, folder, listen);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
