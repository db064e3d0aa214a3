using System.Net.Sockets;

namespace ProxySwitch.Control;

/// <summary>Kestrel as a control API needs it: one loopback address, small bodies, little patience.</summary>
internal static class ControlServer
{
    private const int MaximumBodyBytes = 16 * 1024;

    /// <param name="builder">The role's application.</param>
    /// <param name="listener">From <see cref="ListenSocket"/>; the server owns it from here on.</param>
    public static void UseControlServer(this WebApplicationBuilder builder, Socket listener)
    {
        builder.WebHost.UseUrls($"http://{listener.LocalEndPoint}");
        builder.WebHost.UseSockets(transport => transport.CreateBoundListenSocket = _ => listener);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.MaxConcurrentConnections = 256;
        });
    }
}
