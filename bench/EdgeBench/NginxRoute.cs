using System.Net;
using ProxyBench;

namespace EdgeBench;

/// <summary>nginx as an edge: a worker per core, upstream connections kept, the same headers added.</summary>
internal sealed class NginxRoute(ChildProcess process) : IRoute
{
    private const string Program = "/usr/sbin/nginx";

    public static bool IsInstalled => File.Exists(Program);

    public string Name => "nginx";

    public IPEndPoint EndPoint => process.EndPoint;

    public ChildProcess Process => process;

    public static async Task<NginxRoute> StartAsync(IPEndPoint upstream)
    {
        var folder = Directory.CreateTempSubdirectory("edge-bench-").FullName;
        var listen = Ports.Free();
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            worker_processes auto;
            pid {{folder}}/nginx.pid;
            error_log stderr error;
            events { worker_connections 4096; }
            http {
                access_log off;
                keepalive_requests 1000000;
                proxy_max_temp_file_size 0;
                client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
                upstream bench { server {{upstream}}; keepalive 64; keepalive_requests 1000000; }
                server {
                    listen {{listen}};
                    location / {
                        proxy_pass http://bench;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Host $host;
                        proxy_set_header X-Real-IP $remote_addr;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                        proxy_set_header X-Forwarded-Proto $scheme;
                        proxy_set_header X-Forwarded-Host $host;
                        add_header X-Edge-Id bench;
                        add_header X-Server-Id bench;
                    }
                }
            }
            """);
        return new(await ChildProcess.StartAsync(new(Program) { ArgumentList = { "-p", folder, "-e", "stderr", "-c", configuration } }, listen, folder));
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
