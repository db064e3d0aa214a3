using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Migration.Zones;

/// <summary>The two messages of RFC 1035 that a lookup of an A record needs.</summary>
internal static class DnsMessage
{
    private const int HeaderLength = 12;
    private const ushort TypeA = 1;
    private const ushort ClassInternet = 1;

    public static byte[] Query(ushort id, string name)
    {
        var labels = name.TrimEnd('.').Split('.');
        var message = new byte[HeaderLength + labels.Sum(label => label.Length + 1) + 1 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        // Recursion desired, as a stub resolver sends it; one question.
        message[2] = 1;
        message[5] = 1;
        var at = HeaderLength;
        foreach (var label in labels)
        {
            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 1), TypeA);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 3), ClassInternet);
        return message;
    }

    /// <summary>Null when it is not the answer to the query of this id.</summary>
    public static DnsLookupResult? Answer(ushort id, ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message) != id || (message[2] & 0x80) == 0)
        {
            return null;
        }

        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        var answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        var at = HeaderLength;
        for (var question = 0; question < questions; question++)
        {
            at = PastName(message, at) + 4;
        }

        var addresses = new List<string>();
        int? ttl = null;
        for (var answer = 0; answer < answers; answer++)
        {
            at = PastName(message, at);
            if (at + 10 > message.Length)
            {
                return null;
            }

            var type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var seconds = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(message[(at + 4)..]));
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (at + length > message.Length)
            {
                return null;
            }

            if (type == TypeA && length == 4)
            {
                addresses.Add(new IPAddress(message.Slice(at, 4)).ToString());
                ttl = Math.Min(ttl ?? int.MaxValue, seconds);
            }

            at += length;
        }

        return new DnsLookupResult(message[3] & 0x0F, addresses, ttl);
    }

    /// <summary>Names are not read, only stepped over: labels up to a zero byte or a pointer. Past the end means "cut off".</summary>
    private static int PastName(ReadOnlySpan<byte> message, int at)
    {
        while (at < message.Length)
        {
            var length = message[at];
            if (length == 0)
            {
                return at + 1;
            }

            if ((length & 0xC0) == 0xC0)
            {
                return at + 2;
            }

            at += length + 1;
        }

        return message.Length;
    }
}
