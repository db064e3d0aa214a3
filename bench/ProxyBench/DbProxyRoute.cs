using System.Diagnostics;
using System.Net;

namespace ProxyBench;

internal sealed class DbProxyRoute(Process process, string folder, IPEndPoint endPoint) : IRoute
{
    public string Name => "db-proxy";

    public IPEndPoint EndPoint => endPoint;

    public static async Task<DbProxyRoute> StartAsync(IPEndPoint upstream)
    {
        var folder = Directory.CreateTempSubdirectory("proxy-bench-").FullName;
        var listen = Ports.Free();
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "ProxySwitch.dll"), "--role", "db" }, RedirectStandardOutput = true };
        start.Environment["PROXY_LISTEN"] = listen.ToString();
        start.Environment["PROXY_CONTROL_URL"] = "http://127.0.0.1:0";
        start.Environment["PROXY_CONTROL_TOKEN"] = Guid.NewGuid().ToString("N");
        start.Environment["PROXY_UPSTREAM_FILE"] = Path.Combine(folder, "upstreams.json");
        start.Environment["PROXY_UPSTREAMS"] = $"bench={upstream}";
        start.Environment["PROXY_ACTIVE"] = "bench";
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
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
