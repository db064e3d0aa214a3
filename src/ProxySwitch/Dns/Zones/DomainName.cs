using System.Text;
using System.Text.RegularExpressions;

namespace ProxySwitch.Dns.Zones;

/// <summary>
/// A name as the zone file has it: letters, digits, '-' and '_' in labels of 1 to 63, at most 253 characters, lower-case, no final dot.
/// No wildcards; names in other scripts are written in their <c>xn--</c> form, as in every zone file.
/// </summary>
internal sealed partial record DomainName
{
    private DomainName(string text)
    {
        Text = text;
        Wire = string.Concat(text.Split('.').Select(label => (char)label.Length + label)) + '\0';
    }

    public string Text { get; }

    /// <summary>
    /// The name as a message carries it (RFC 1035 §3.1), one character per octet: what <see cref="Protocol.QueryReader"/> makes of a
    /// question, so that a name is found without being decoded. A dot inside a label, legal on the wire, cannot pass for a boundary.
    /// </summary>
    public string Wire { get; }

    /// <summary>The same octets, for writing.</summary>
    public byte[] Octets => Encoding.Latin1.GetBytes(Wire);

    /// <param name="text">In any case, with or without the final dot.</param>
    /// <returns>Null: it is not such a name.</returns>
    public static DomainName? Parse(string text)
    {
        var name = text.EndsWith('.') ? text[..^1] : text;
        return name.Length <= 253 && Labels().IsMatch(name) ? new(name.ToLowerInvariant()) : null;
    }

    public bool IsWithin(DomainName zone) => Text == zone.Text || Text.EndsWith('.' + zone.Text, StringComparison.Ordinal);

    public DomainName Below(string label) => new($"{label}.{Text}");

    public override string ToString() => Text;

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\z")]
    private static partial Regex Labels();
}
