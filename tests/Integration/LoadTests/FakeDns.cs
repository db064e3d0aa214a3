using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Integration.LoadTests;

/// <summary>Answers every question for an A record with one address, over UDP; or not at all.</summary>
internal sealed class FakeDns : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const ushort AnswerFlags = 0x8580;
    private const ushort NameOfTheQuestion = 0xC00C;

    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource ended = new();
    private readonly Task answering;
    private int questions;

    public FakeDns(string address, uint ttlSeconds)
    {
        Address = IPAddress.Parse(address);
        TtlSeconds = ttlSeconds;
        answering = AnswerAsync();
    }

    public volatile IPAddress Address;
    public volatile bool IsSilent;

    public uint TtlSeconds { get; }

    public int Questions => Volatile.Read(ref questions);

    public string Server => $"127.0.0.1:{((IPEndPoint)socket.Client.LocalEndPoint!).Port}";

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await answering;
        socket.Dispose();
        ended.Dispose();
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await socket.ReceiveAsync(ended.Token);
                Interlocked.Increment(ref questions);
                if (!IsSilent)
                {
                    await socket.SendAsync(AnswerTo(question.Buffer), question.RemoteEndPoint, ended.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[] AnswerTo(byte[] question)
    {
        // Id, flags, one question, one answer; the question as it came; name pointer, A, IN, TTL, four bytes.
        var questionEnd = HeaderLength + question.AsSpan(HeaderLength).IndexOf((byte)0) + 5;
        var answer = new byte[questionEnd + 16];
        question.AsSpan(0, questionEnd).CopyTo(answer);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), AnswerFlags);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), 1);
        answer.AsSpan(8, 4).Clear();
        var record = answer.AsSpan(questionEnd);
        BinaryPrimitives.WriteUInt16BigEndian(record, NameOfTheQuestion);
        BinaryPrimitives.WriteUInt16BigEndian(record[2..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(record[4..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(record[6..], TtlSeconds);
        BinaryPrimitives.WriteUInt16BigEndian(record[10..], 4);
        Address.GetAddressBytes().CopyTo(record[12..]);
        return answer;
    }
}
