using System.Buffers.Binary;
using System.Net;

namespace ProxySwitch.Dns.Protocol;

/// <summary>
/// Writes one answer: header, the question as it was asked, records. Owner names are pointers into the question, so they have the
/// asker's spelling, too.
/// </summary>
internal ref struct AnswerWriter
{
    /// <summary>
    /// The longest there is: a question of 259 octets, ANY at the zone's name with A, SOA, NS and the name server's A, and OPT stay below
    /// the 512 that fit every UDP client. So nothing is ever truncated.
    /// </summary>
    public const int MaximumLength = 512;

    private const int AnswerCount = 6;
    private const int AuthorityCount = 8;
    private const int AdditionalCount = 10;

    /// <summary>What we would take over UDP: the size that avoids fragments (dnsflagday.net/2020).</summary>
    private const ushort UdpPayloadSize = 1232;

    private readonly Span<byte> answer;
    private int position;
    private int section;

    /// <param name="query">The message as it came.</param>
    /// <param name="questionLength">How much of it, after the header, is to be repeated.</param>
    /// <param name="answer">At least <see cref="MaximumLength"/>.</param>
    public AnswerWriter(ReadOnlySpan<byte> query, int questionLength, Span<byte> answer)
    {
        this.answer = answer;
        section = AnswerCount;
        position = DnsQuery.HeaderLength + questionLength;
        query[..position].CopyTo(answer); // its ID, its opcode, its question
        answer[2] = (byte)(0x80 | (query[2] & 0x79)); // QR on; opcode and RD as asked; AA and TC off
        answer[3] = (byte)(query[3] & 0x10); // CD as asked; RA, AD and the code 0
        answer[4..DnsQuery.HeaderLength].Clear();
        answer[5] = (byte)(questionLength > 0 ? 1 : 0);
    }

    public readonly int Length => position;

    public readonly void SetAuthoritative() => answer[2] |= 0x04;

    public readonly void SetCode(ResponseCode code) => answer[3] = (byte)((answer[3] & 0xF0) | ((int)code & 0x0F));

    public void StartAuthority() => section = AuthorityCount;

    public void StartAdditional() => section = AdditionalCount;

    public void WriteA(int owner, int ttl, IPAddress address)
    {
        StartRecord([], owner, RecordType.A, ttl);
        WriteAddress(address);
    }

    /// <summary>An A record of a name that is one label below the one at <paramref name="zone"/>.</summary>
    public void WriteA(ReadOnlySpan<byte> label, int zone, int ttl, IPAddress address)
    {
        StartRecord(label, zone, RecordType.A, ttl);
        WriteAddress(address);
    }

    public void WriteNS(ReadOnlySpan<byte> label, int zone, int ttl)
    {
        StartRecord([], zone, RecordType.NS, ttl);
        var start = StartData();
        WriteName(label, zone);
        EndData(start);
    }

    /// <param name="server">The label of the name server, below the zone.</param>
    /// <param name="mailbox">The label of the responsible mailbox, below the zone.</param>
    public void WriteSoa(ReadOnlySpan<byte> server, ReadOnlySpan<byte> mailbox, int zone, int ttl, uint serial, int negativeTtl)
    {
        StartRecord([], zone, RecordType.Soa, ttl);
        var start = StartData();
        WriteName(server, zone);
        WriteName(mailbox, zone);
        Write32(serial);
        Write32(3600); // refresh, retry and expire speak to secondaries, of which there are none: RFC 1912's orders of magnitude
        Write32(600);
        Write32(604_800);
        Write32((uint)negativeTtl);
        EndData(start);
    }

    public void WriteOpt(ResponseCode code, bool dnssecOk)
    {
        Write8(0);
        Write16((ushort)RecordType.Opt);
        Write16(UdpPayloadSize);
        Write8((byte)((int)code >> 4));
        Write8(0); // the version we know
        Write16((ushort)(dnssecOk ? 0x8000 : 0));
        Write16(0);
        answer[AdditionalCount + 1]++;
    }

    private void StartRecord(ReadOnlySpan<byte> label, int pointer, RecordType type, int ttl)
    {
        WriteName(label, pointer);
        Write16((ushort)type);
        Write16(DnsQuery.Internet);
        Write32((uint)ttl);
        answer[section + 1]++;
    }

    private void WriteName(ReadOnlySpan<byte> label, int pointer)
    {
        if (!label.IsEmpty)
        {
            Write8((byte)label.Length);
            label.CopyTo(answer[position..]);
            position += label.Length;
        }

        Write16((ushort)(0xC000 | pointer));
    }

    private void WriteAddress(IPAddress address)
    {
        var start = StartData();
        address.TryWriteBytes(answer[position..], out var written);
        position += written;
        EndData(start);
    }

    private int StartData()
    {
        Write16(0);
        return position;
    }

    private readonly void EndData(int start) => BinaryPrimitives.WriteUInt16BigEndian(answer[(start - 2)..], (ushort)(position - start));

    private void Write8(byte value) => answer[position++] = value;

    private void Write16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(answer[position..], value);
        position += 2;
    }

    private void Write32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(answer[position..], value);
        position += 4;
    }
}
