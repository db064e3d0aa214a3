using System.Text;

namespace LoadTests.Traffic.Stomp;

/// <summary>One frame of STOMP 1.2.</summary>
/// <param name="Headers">Of a repeated header the first counts.</param>
internal sealed record StompFrame(string Command, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body = "")
{
    // The first frames of a connection are not escaped, so that a 1.0 server can read them.
    private bool IsEscaped => Command is not ("CONNECT" or "CONNECTED");

    public static StompFrame Of(string command, string body, params IReadOnlyList<(string Name, string Value)> headers) =>
        new(command, [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], body);

    /// <summary>Null when the frame does not have it.</summary>
    public string? Header(string name)
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

    /// <summary>With the NUL that ends it.</summary>
    public byte[] Encode()
    {
        var text = new StringBuilder(Command).Append('\n');
        foreach (var (name, value) in Headers)
        {
            text.Append(IsEscaped ? StompText.Escape(name) : name).Append(':').Append(IsEscaped ? StompText.Escape(value) : value).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Body).Append('\0').ToString());
    }

    /// <summary>Without values: a header may be a token.</summary>
    public override string ToString() => Command;
}
