using System.Text;

namespace Integration.Edge;

/// <param name="Headers">By name without regard to case; repeated ones joined by a comma.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>One character per byte.</summary>
    public string Text => Encoding.Latin1.GetString(Body);

    public bool Closes => this["Connection"] == "close";

    public string? this[string header] => Headers.GetValueOrDefault(header);
}
