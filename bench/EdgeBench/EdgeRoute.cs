using System.Diagnostics;
using System.Net;
using ProxyBench;

namespace EdgeBench;

internal sealed class EdgeRoute(ChildProcess process) : IRoute
{
    public string Name => "edge";

    public IPEndPoint EndPoint => process.EndPoint;

    public ChildProcess Process => process;

    public static async Task<EdgeRoute> StartAsync(IPEndPoint upstream)
    {
        var folder = Directory.CreateTempSubdirectory("edge-bench-").FullName;
        var listen = Ports.Free();
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "ProxySwitch.dll"), "--role", "edge" } };
        start.Environment["PROXY_LISTEN"] = listen.ToString();
        start.Environment["PROXY_CONTROL_URL"] = "http://127.0.0.1:0";
        start.Environment["PROXY_CONTROL_TOKEN"] = Guid.NewGuid().ToString("N");
        start.Environment["PROXY_EDGE_NAME"] = "bench";
        start.Environment["PROXY_UPSTREAM_FILE"] = Path.Combine(folder, "edge.json");
        start.Environment["PROXY_UPSTREAMS"] = $"bench={upstream}";
        start.Environment["PROXY_ACTIVE"] = "api=bench;chat=bench";
        return new(await ChildProcess.StartAsync(start, listen, folder));
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
