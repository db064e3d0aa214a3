using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace ProxySwitch.Tests.Dns.Protocol;

/// <summary>Takes an answer apart again, to the last octet: an octet too many or too few fails here.</summary>
internal sealed class TestAnswer
{
    private readonly byte[] message;
    private int position = 12;

    public TestAnswer(byte[] message)
    {
        this.message = message;
        Id = Read16(0);
        Flags = Read16(2);
        Question = [.. Enumerable.Range(0, Read16(4)).Select(_ => $"{Name()} {Next16()} {Next16()}")];
        Answers = Section(6);
        Authority = Section(8);
        Additional = Section(10);
        Assert.Equal(message.Length, position);
    }

    public int Id { get; }

    public int Flags { get; }

    public int Code => Flags & 0xF;

    public bool Authoritative => (Flags & 0x0400) != 0;

    public string[] Question { get; }

    /// <summary>Records as "owner type ttl data".</summary>
    public string[] Answers { get; }

    public string[] Authority { get; }

    public string[] Additional { get; }

    private string[] Section(int count) => [.. Enumerable.Range(0, Read16(count)).Select(_ => Record())];

    private string Record()
    {
        var (owner, type, @class, ttl, length) = (Name(), Next16(), Next16(), Next32(), Next16());
        var end = position + length;
        var data = type switch
        {
            1 => new IPAddress(message.AsSpan(position, length)).ToString(),
            2 => Name(),
            6 => $"{Name()} {Name()} {Next32()} {Next32()} {Next32()} {Next32()} {Next32()}",
            41 => $"size {@class}",
            _ => Convert.ToHexString(message, position, length),
        };
        position = type is 2 or 6 ? position : end;
        Assert.Equal(end, position);
        Assert.True(@class == 1 || type == 41);
        return string.Create(CultureInfo.InvariantCulture, $"{owner} {type} {(type == 41 ? ttl.ToString("X8", CultureInfo.InvariantCulture) : ttl)} {data}");
    }

    private string Name()
    {
        var name = new StringBuilder();
        int? after = null;
        while (message[position] is > 0 and var length)
        {
            if (length >= 0xC0)
            {
                var target = Read16(position) & 0x3FFF;
                Assert.True(target < position, "a pointer points back");
                after ??= position + 2;
                position = target;
                continue;
            }

            name.Append(Encoding.Latin1.GetString(message, position + 1, length)).Append('.');
            position += length + 1;
        }

        position = after ?? position + 1;
        return name.Length == 0 ? "." : name.ToString();
    }

    private int Read16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(offset));

    private int Next16()
    {
        position += 2;
        return Read16(position - 2);
    }

    private uint Next32()
    {
        position += 4;
        return BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(position - 4));
    }
}
