using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Integration.Traffic;

/// <summary>An edge: its control API as ProxySwitch's role edge has it, and answers as if it had asked the instance behind the route.</summary>
internal sealed class FakeEdge(string name, Uri url, Uri control, string token, Func<string, FakeInstance?> instanceAt) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _active = [];
    private readonly Dictionary<string, string> _upstreams = [];
    private readonly Dictionary<string, long> _requests = [];
    private WebApplication? _app;
    private int _generation = 1;
    private long _total;
    private DateTimeOffset? _lastRequestAt;

    public string Name => name;

    public Uri Url => url;

    public Uri Control => control;

    /// <summary>Fault: the control API breaks the connection off.</summary>
    public bool ControlIsDown { get; set; }

    /// <summary>Fault: breaks off after having switched: the caller cannot know.</summary>
    public bool SwitchAnswerIsLost { get; set; }

    /// <summary>Fault: refuses to switch to this upstream, although it passes the test.</summary>
    public string? RefusesSwitchTo { get; set; }

    /// <summary>Fault: goes on answering with this X-Server-Id whatever is active.</summary>
    public string? StuckServerId { get; set; }

    /// <summary>Requests that never end, per upstream.</summary>
    public Dictionary<string, long> InFlight { get; } = [];

    public long Connections { get; set; }

    public long WebSockets { get; set; }

    /// <summary>Requests that somebody makes whenever the state is asked for.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Upstreams of which clients were sent away with an error.</summary>
    public List<string> Failed { get; } = [];

    public string? ActiveOf(string route)
    {
        lock (_lock)
        {
            return _active.GetValueOrDefault(route);
        }
    }

    public void Configure(string route, FakeInstance instance)
    {
        lock (_lock)
        {
            _active[route] = instance.Name;
            _upstreams[instance.Name] = instance.HostAndPort;
        }
    }

    public async Task StartAsync()
    {
        _app = FakeServer.Create(url, control);
        _app.Run(http => http.Connection.LocalPort == control.Port ? ControlAsync(http) : ServeAsync(http));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private Task ServeAsync(HttpContext http)
    {
        var route = http.Request.Path.StartsWithSegments("/api/chat-rooms") ? "chat" : "api";
        string upstream;
        string? address;
        lock (_lock)
        {
            upstream = _active[route];
            address = _upstreams.GetValueOrDefault(upstream);
            Count(upstream);
        }

        http.Response.Headers["X-Edge-Id"] = name;
        if (address is null || instanceAt(address) is not { IsRunning: true } instance)
        {
            Failed.Add(upstream);
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        }

        http.Response.StatusCode = instance.Status ?? StatusCodes.Status200OK;
        http.Response.Headers["X-Server-Id"] = StuckServerId ?? instance.Name;
        return Task.CompletedTask;
    }

    private void Count(string upstream)
    {
        _requests[upstream] = _requests.GetValueOrDefault(upstream) + 1;
        _total++;
        _lastRequestAt = TimeProvider.System.GetUtcNow();
    }

    private async Task ControlAsync(HttpContext http)
    {
        if (ControlIsDown)
        {
            http.Abort();
            return;
        }

        if (await FakeServer.IsRefusedAsync(http, token))
        {
            return;
        }

        var verb = http.Request.Path.Value!.Split('/')[^1];
        if (verb is "test" or "switch")
        {
            var body = (await JsonNode.ParseAsync(http.Request.Body))!;
            if (Change(body, apply: verb == "switch") is { } refusal)
            {
                await FakeServer.RefuseAsync(http, StatusCodes.Status422UnprocessableEntity, "refused", refusal);
                return;
            }

            if (verb == "switch" && SwitchAnswerIsLost)
            {
                SwitchAnswerIsLost = false;
                http.Abort();
                return;
            }
        }

        await http.Response.WriteAsJsonAsync(State());
    }

    /// <summary>Why not, or null.</summary>
    private string? Change(JsonNode body, bool apply)
    {
        lock (_lock)
        {
            var upstreams = new Dictionary<string, string>(_upstreams);
            foreach (var (added, address) in body["upstreams"]?.AsObject() ?? [])
            {
                upstreams[added] = address!.GetValue<string>();
            }

            foreach (var (route, to) in body["active"]!.AsObject())
            {
                var upstream = to!.GetValue<string>();
                if (!upstreams.TryGetValue(upstream, out var address))
                {
                    return $"no upstream {upstream}";
                }

                if (instanceAt(address) is not { IsRunning: true } || (apply && upstream == RefusesSwitchTo))
                {
                    return $"{route}: {upstream} does not take connections";
                }
            }

            if (apply)
            {
                _generation++;
                foreach (var (upstream, address) in upstreams)
                {
                    _upstreams[upstream] = address;
                }

                foreach (var (route, to) in body["active"]!.AsObject())
                {
                    _active[route] = to!.GetValue<string>();
                }
            }

            return null;
        }
    }

    private object State()
    {
        lock (_lock)
        {
            if (IsBusy)
            {
                Count(_active["api"]);
            }

            return new
            {
                role = "edge",
                edge = name,
                generation = _generation,
                active = new Dictionary<string, string>(_active),
                listen = $"{url.Host}:{url.Port}",
                connections = Connections,
                inFlight = InFlight.Values.Sum(),
                webSockets = WebSockets,
                requestsTotal = _total,
                lastRequestAt = _lastRequestAt,
                upstreams = _upstreams.Select(upstream => new
                {
                    name = upstream.Key,
                    address = upstream.Value,
                    configured = true,
                    inFlight = InFlight.GetValueOrDefault(upstream.Key),
                    webSockets = 0,
                    requestsTotal = _requests.GetValueOrDefault(upstream.Key),
                    errors = 0,
                }).ToList(),
                switches = Array.Empty<object>(),
            };
        }
    }
}
