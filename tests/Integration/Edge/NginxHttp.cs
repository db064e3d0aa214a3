using System.Net;
using Integration.ProxySwitch;

namespace Integration.Edge;

/// <summary>Real nginx as the operators' edge: one server, api and chat behind it, upstream connections kept.</summary>
internal sealed class NginxHttp : ISwitchableEdge
{
    private readonly NginxMaster master;
    private readonly IReadOnlyList<WebUpstream> upstreams;

    private NginxHttp(NginxMaster master, IReadOnlyList<WebUpstream> upstreams) => (this.master, this.upstreams) = (master, upstreams);

    public static string? WhyNot => NginxMaster.IsInstalled ? null : "nginx is not installed (Debian: apt-get install nginx)";

    public IPEndPoint Listen => master.Listen;

    public static async Task<NginxHttp> StartAsync(IReadOnlyList<WebUpstream> upstreams) =>
        new(await NginxMaster.StartAsync(listen => Configure(listen, upstreams[0])), upstreams);

    public Task SwitchAsync(string upstream) => master.ReloadAsync(listen => Configure(listen, upstreams.Single(candidate => candidate.Name == upstream)));

    public ValueTask DisposeAsync() => master.DisposeAsync();

    private static string Configure(IPEndPoint listen, WebUpstream active) => $$"""
        events { worker_connections 1024; }
        http {
            access_log off;
            client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/f; uwsgi_temp_path FOLDER/u; scgi_temp_path FOLDER/s;
            map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
            upstream application { server {{active.EndPoint}}; keepalive 16; }
            server {
                listen {{listen}};
                proxy_http_version 1.1;
                proxy_set_header Host $host;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $connection_upgrade;
                proxy_set_header X-Real-IP $remote_addr;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header X-Forwarded-Host $host;
                proxy_connect_timeout 3s;
                proxy_read_timeout 2s;
                location / {
                    proxy_pass http://application;
                    add_header X-Server-Id {{active.Name}};
                }
            }
        }
        """;
}
