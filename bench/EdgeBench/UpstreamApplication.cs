using System.Net;

namespace EdgeBench;

/// <summary>What the proxies stand in front of: a .NET application as the lab's is, without a database. 1 KB of JSON, and a download without end.</summary>
internal static class UpstreamApplication
{
    public const string DownloadPath = "/api/download";

    private static readonly byte[] Block = new byte[64 * 1024];

    private static readonly byte[] Meetings = [.. """{"message":"OK","data":"""u8, (byte)'"', .. Enumerable.Repeat((byte)'x', 1000), .. "\"}"u8];

    public static async Task RunAsync(IPEndPoint at)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(at));
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == DownloadPath)
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(Block);
            }

            return;
        }

        if (HttpMethods.IsPost(http.Request.Method))
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
        }

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Meetings.Length;
        await http.Response.Body.WriteAsync(Meetings);
    }
}
