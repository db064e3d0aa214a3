using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Integration.Traffic;

/// <summary>An instance of a service: listens while it runs, says whether it is ready, names itself.</summary>
internal sealed class FakeInstance(string name, Uri url) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private WebApplication? _app;

    public string Name => name;

    public Uri Url => url;

    public string HostAndPort => $"{url.Host}:{url.Port}";

    public bool IsRunning => _app is not null;

    /// <summary>Fault: never ready.</summary>
    public bool NeverReady { get; set; }

    /// <summary>Fault: dies as soon as it is asked whether it is ready.</summary>
    public bool DiesWhenAsked { get; set; }

    /// <summary>Fault: answers everything with this.</summary>
    public int? Status { get; set; }

    public int Requests;

    public async Task StartAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_app is null)
            {
                var app = FakeServer.Create(url);
                app.Run(AnswerAsync);
                await app.StartAsync();
                _app = app;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task StopAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_app is { } app)
            {
                _app = null;
                await app.DisposeAsync();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/actuator/health/readiness")
        {
            if (DiesWhenAsked)
            {
                _ = StopAsync();
            }

            http.Response.StatusCode = NeverReady || DiesWhenAsked ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return Task.CompletedTask;
        }

        Interlocked.Increment(ref Requests);
        http.Response.StatusCode = Status ?? StatusCodes.Status200OK;
        http.Response.Headers["X-Server-Id"] = name;
        return Task.CompletedTask;
    }
}
