namespace ProxySwitch.Dns.Protocol;

/// <summary>A message as far as it was understood; the first thing that was not is its <see cref="Code"/>.</summary>
internal readonly record struct DnsQuery
{
    public const int HeaderLength = 12;

    /// <summary>Class IN.</summary>
    public const ushort Internet = 1;

    public ResponseCode Code { get; init; }

    /// <summary>In wire form, one character per octet, ASCII letters in lower case. Null: there was no question to understand.</summary>
    public string? Name { get; init; }

    /// <summary>Octets from the header to the end of the question, 0 if there is none: what an answer repeats, in the asker's spelling.</summary>
    public int QuestionLength { get; init; }

    public RecordType Type { get; init; }

    public ushort Class { get; init; }

    /// <summary>An OPT record was there, so one belongs into the answer.</summary>
    public bool HasEdns { get; init; }

    /// <summary>EDNS' DO flag, which an answer repeats (RFC 3225).</summary>
    public bool DnssecOk { get; init; }
}
