namespace FakeDoktoriApi.Stomp;

/// <summary>One frame, its header values unescaped.</summary>
internal sealed record StompFrame(string Command, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public StompFrame(string command, params ReadOnlySpan<(string Name, string Value)> headers)
        : this(command, ToList(headers), ReadOnlyMemory<byte>.Empty)
    {
    }

    /// <summary>The value, or <c>null</c>. Of a header that is repeated the first one counts, as the specification says.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var header in Headers)
            {
                if (header.Key == name)
                {
                    return header.Value;
                }
            }

            return null;
        }
    }

    private static List<KeyValuePair<string, string>> ToList(ReadOnlySpan<(string Name, string Value)> headers)
    {
        var list = new List<KeyValuePair<string, string>>(headers.Length);
        foreach (var (name, value) in headers)
        {
            list.Add(new(name, value));
        }

        return list;
    }
}
