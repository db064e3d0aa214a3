using System.Net;

namespace Integration.ProxySwitch;

/// <summary>Real nginx with its stream module, configured as the operators' is.</summary>
internal sealed class NginxStream : ISwitchableProxy
{
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    private readonly NginxMaster master;
    private readonly IReadOnlyList<TestUpstream> upstreams;
    private readonly bool halfClose;

    private NginxStream(NginxMaster master, IReadOnlyList<TestUpstream> upstreams, bool halfClose) =>
        (this.master, this.upstreams, this.halfClose) = (master, upstreams, halfClose);

    public static string? WhyNot => NginxMaster.IsInstalled && File.Exists(StreamModule)
        ? null
        : "nginx with its stream module is not installed (Debian: apt-get install nginx libnginx-mod-stream)";

    public IPEndPoint Listen => master.Listen;

    public static async Task<NginxStream> StartAsync(IReadOnlyList<TestUpstream> upstreams, bool halfClose) =>
        new(await NginxMaster.StartAsync(listen => Configure(listen, upstreams[0], halfClose)), upstreams, halfClose);

    public Task SwitchAsync(string active) => master.ReloadAsync(listen => Configure(listen, upstreams.Single(upstream => upstream.Name == active), halfClose));

    public ValueTask DisposeAsync() => master.DisposeAsync();

    private static string Configure(IPEndPoint listen, TestUpstream active, bool halfClose) => $$"""
        load_module {{StreamModule}};
        events { worker_connections 1024; }
        stream {
            upstream database { server {{active.EndPoint}}; }
            server {
                listen {{listen}};
                proxy_connect_timeout 3s;
                proxy_half_close {{(halfClose ? "on" : "off")}};
                proxy_pass database;
            }
        }
        """;
}
