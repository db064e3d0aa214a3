using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Integration.Traffic;

/// <summary>A name server with one record: its control API as ProxySwitch's role dns has it, and answers over UDP.</summary>
internal sealed class FakeDns(Uri control, IPEndPoint listen, string token, string name, string address, int ttl) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly UdpClient _socket = new(listen);
    private readonly Dictionary<string, long> _answers = [];
    private readonly List<(long Serial, DateTimeOffset At, int Ttl, string Address)> _changes = [(1, TimeProvider.System.GetUtcNow(), ttl, address)];
    private readonly CancellationTokenSource _stop = new();
    private Task? _answering;
    private WebApplication? _app;

    public IPEndPoint Listen => listen;

    public Uri Control => control;

    /// <summary>Fault: resolvers are told this whatever the zone says.</summary>
    public string? StuckAddress { get; set; }

    /// <summary>Fault: breaks off after having changed the zone.</summary>
    public bool ChangeAnswerIsLost { get; set; }

    /// <summary>Fault: refuses every change.</summary>
    public bool RefusesChanges { get; set; }

    public (string Address, int Ttl) Record
    {
        get
        {
            lock (_lock)
            {
                return (_changes[^1].Address, _changes[^1].Ttl);
            }
        }
    }

    /// <summary>When each state of the zone began.</summary>
    public IReadOnlyList<(DateTimeOffset At, int Ttl, string Address)> Changes
    {
        get
        {
            lock (_lock)
            {
                return [.. _changes.Select(change => (change.At, change.Ttl, change.Address))];
            }
        }
    }

    public async Task StartAsync()
    {
        _app = FakeServer.Create(control);
        _app.Run(ControlAsync);
        await _app.StartAsync();
        _answering = AnswerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await (_answering ?? Task.CompletedTask);
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync(_stop.Token);
                var answer = Answer(query.Buffer);
                await _socket.SendAsync(answer, query.RemoteEndPoint, _stop.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    /// <summary>The question, then one A record whose name points to it.</summary>
    private byte[] Answer(byte[] query)
    {
        var (told, seconds) = Record;
        told = StuckAddress ?? told;
        lock (_lock)
        {
            _answers[told] = _answers.GetValueOrDefault(told) + 1;
        }

        var answer = new byte[query.Length + 16];
        query.CopyTo(answer, 0);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), 0x8580);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), 1);
        var record = answer.AsSpan(query.Length);
        BinaryPrimitives.WriteUInt16BigEndian(record, 0xC00C);
        BinaryPrimitives.WriteUInt16BigEndian(record[2..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(record[4..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(record[6..], (uint)seconds);
        BinaryPrimitives.WriteUInt16BigEndian(record[10..], 4);
        IPAddress.Parse(told).TryWriteBytes(record[12..], out _);
        return answer;
    }

    private async Task ControlAsync(HttpContext http)
    {
        if (await FakeServer.IsRefusedAsync(http, token))
        {
            return;
        }

        var verb = http.Request.Path.Value!.Split('/')[^1];
        if (verb is "test" or "change")
        {
            var body = (await JsonNode.ParseAsync(http.Request.Body))!;
            if (RefusesChanges && verb == "change")
            {
                await FakeServer.RefuseAsync(http, StatusCodes.Status422UnprocessableEntity, "file_not_written", "the zone file cannot be written");
                return;
            }

            if (verb == "change")
            {
                Change(body);
            }

            if (verb == "change" && ChangeAnswerIsLost)
            {
                ChangeAnswerIsLost = false;
                http.Abort();
                return;
            }
        }

        await http.Response.WriteAsJsonAsync(State());
    }

    private void Change(JsonNode body)
    {
        lock (_lock)
        {
            var (serial, _, before, record) = _changes[^1];
            _changes.Add((
                serial + 1,
                TimeProvider.System.GetUtcNow(),
                body["ttlSeconds"]?.GetValue<int>() ?? before,
                body["records"]?[name]?.GetValue<string>() ?? record));
        }
    }

    private object State()
    {
        lock (_lock)
        {
            var now = _changes[^1];
            return new
            {
                role = "dns",
                zone = name,
                listen = listen.ToString(),
                serial = now.Serial,
                ttlSeconds = now.Ttl,
                records = new Dictionary<string, string> { [name] = now.Address },
                queriesTotal = _answers.Values.Sum(),
                answers = _answers.Select(answer => new { address = answer.Key, count = answer.Value, lastAt = now.At }).ToList(),
                changes = _changes.Select(change => new { serial = change.Serial, at = change.At, ttlSeconds = change.Ttl, records = new Dictionary<string, string> { [name] = change.Address }, queries = 0 }).ToList(),
            };
        }
    }
}
