using System.Buffers.Binary;
using System.Text;

namespace ProxySwitch.Dns.Protocol;

/// <summary>
/// Reads one message (RFC 1035 §4, EDNS: RFC 6891). Never throws, whatever the bytes are: what cannot be read is a response code.
/// By hand, because the library at hand (ARSoft.Tools.Net 3.6) cannot encode a message outside its own server, and that server leaves a
/// malformed query unanswered and ends the process when accepting fails. This is the part of the protocol that one zone needs.
/// </summary>
internal ref struct QueryReader
{
    private const int MaximumNameLength = 255;
    private const int MaximumLabelLength = 63;

    private readonly ReadOnlySpan<byte> message;
    private int position;

    private QueryReader(ReadOnlySpan<byte> message)
    {
        this.message = message;
        position = DnsQuery.HeaderLength;
    }

    /// <returns>Null: not a query at all (too short, or itself an answer). It must stay unanswered, lest two servers talk for ever.</returns>
    public static DnsQuery? Read(ReadOnlySpan<byte> message) =>
        message.Length < DnsQuery.HeaderLength || (message[2] & 0x80) != 0 ? null : new QueryReader(message).Read();

    private DnsQuery Read()
    {
        if ((message[2] & 0x78) != 0)
        {
            return new() { Code = ResponseCode.NotImp }; // an opcode other than QUERY: its message has a form of its own
        }

        if (Count(4) != 1 || ReadName() is not { } name || !TryRead16(out var type) || !TryRead16(out var @class))
        {
            return new() { Code = ResponseCode.FormErr };
        }

        var query = new DnsQuery { Name = name, Type = (RecordType)type, Class = @class, QuestionLength = position - DnsQuery.HeaderLength };
        for (var records = Count(6) + Count(8); records > 0; records--)
        {
            if (!SkipRecord())
            {
                return query with { Code = ResponseCode.FormErr };
            }
        }

        for (var records = Count(10); records > 0; records--)
        {
            var (understood, next) = ReadAdditional(query);
            query = next;
            if (!understood)
            {
                return query with { Code = ResponseCode.FormErr };
            }
        }

        // Octets after the last record: sender and receiver do not mean the same message.
        return position == message.Length ? query : query with { Code = ResponseCode.FormErr };
    }

    /// <summary>Only OPT matters. Others, a signature for instance, are for servers that know them.</summary>
    private (bool Understood, DnsQuery Query) ReadAdditional(DnsQuery query)
    {
        var start = position;
        if (!SkipName() || !TryRead16(out var type) || (RecordType)type != RecordType.Opt)
        {
            position = start;
            return (SkipRecord(), query);
        }

        // At the root, once, with options that fill its data exactly.
        var atRoot = position == start + 3;
        if (!atRoot || query.HasEdns || !TryRead16(out _) || !TryRead16(out var codeAndVersion) || !TryRead16(out var flags)
            || !TryRead16(out var length) || position + length > message.Length)
        {
            return (false, query);
        }

        var end = position + length;
        while (position < end)
        {
            if (!TryRead16(out _) || !TryRead16(out var optionLength) || position + optionLength > end)
            {
                return (false, query);
            }

            position += optionLength;
        }

        var versionKnown = (codeAndVersion & 0xFF) == 0;
        return (true, query with { HasEdns = true, DnssecOk = (flags & 0x8000) != 0, Code = versionKnown ? query.Code : ResponseCode.BadVers });
    }

    private readonly int Count(int offset) => BinaryPrimitives.ReadUInt16BigEndian(message[offset..]);

    /// <summary>The question's name. It is the first in the message, so there is nothing that a compression pointer could point to.</summary>
    private string? ReadName()
    {
        var start = position;
        while (position < message.Length && position - start < MaximumNameLength)
        {
            var length = message[position++];
            if (length == 0)
            {
                Span<byte> name = stackalloc byte[MaximumNameLength];
                name = name[..(position - start)];
                message[start..position].CopyTo(name);
                foreach (ref var octet in name)
                {
                    octet = octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet; // a label's length is below 'A'
                }

                return Encoding.Latin1.GetString(name);
            }

            if (length > MaximumLabelLength)
            {
                return null;
            }

            position += length;
        }

        return null;
    }

    private bool SkipName()
    {
        while (position < message.Length)
        {
            var length = message[position++];
            if (length == 0)
            {
                return true;
            }

            if (length > MaximumLabelLength)
            {
                return (length & 0xC0) == 0xC0 && ++position <= message.Length; // a pointer ends a name; where it leads is of no interest
            }

            position += length;
        }

        return false;
    }

    private bool SkipRecord()
    {
        const int TypeClassTtl = 8;
        if (!SkipName())
        {
            return false;
        }

        position += TypeClassTtl;
        if (!TryRead16(out var length))
        {
            return false;
        }

        position += length;
        return position <= message.Length;
    }

    private bool TryRead16(out ushort value)
    {
        value = 0;
        if (position + 2 > message.Length)
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt16BigEndian(message[position..]);
        position += 2;
        return true;
    }
}
