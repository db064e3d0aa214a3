using System.Text.Json;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>The file's content: the known upstreams in the file's order, and the one that new sessions go to.</summary>
internal sealed record UpstreamTable(string Active, IReadOnlyList<Upstream> Upstreams)
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    public Upstream ActiveUpstream => Find(Active) ?? throw new InvalidOperationException($"'{Active}' is not in the table.");

    public string Names => string.Join(", ", Upstreams.Select(upstream => upstream.Name));

    public Upstream? Find(string name) => Upstreams.FirstOrDefault(upstream => upstream.Name == name);

    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("active", Active);
            writer.WriteStartObject("upstreams");
            foreach (var (name, address) in Upstreams)
            {
                writer.WriteString(name, address.ToString());
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
