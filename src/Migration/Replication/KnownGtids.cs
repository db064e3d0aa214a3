using System.Text.Json;
using Migration.Journal;

namespace Migration.Replication;

/// <summary>
/// The target's own transactions that the runbooks made (the dump's load, the fence) and the source therefore need not have.
/// Kept in the state directory: without it they would look like errant transactions, and reverse replication could not start.
/// </summary>
internal sealed class KnownGtids(string stateDirectory, string accepted)
{
    private readonly string _path = Path.Combine(stateDirectory, "target-gtids.json");

    /// <summary>Recorded or accepted by the operator. GTIDs of a target that was replaced do no harm: it had another uuid.</summary>
    public GtidSet All() => GtidSet.Parse(accepted).Union(Recorded());

    public void Record(GtidSet gtids)
    {
        var all = Recorded().Union(gtids);
        Directory.CreateDirectory(stateDirectory);
        var fresh = _path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, new Kept(all.ToString()), JournalFormat.Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
    }

    private GtidSet Recorded()
    {
        if (!File.Exists(_path))
        {
            return GtidSet.Empty;
        }

        try
        {
            using var file = File.OpenRead(_path);
            return GtidSet.Parse(JsonSerializer.Deserialize<Kept>(file, JournalFormat.Json)?.Known ?? "");
        }
        catch (Exception damage) when (damage is JsonException or FormatException)
        {
            throw new InvalidDataException($"{_path} cannot be read: {damage.Message}", damage);
        }
    }

    private sealed record Kept(string Known);
}
