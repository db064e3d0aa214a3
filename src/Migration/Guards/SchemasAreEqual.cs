using Migration.Running;
using Migration.Schema;

namespace Migration.Guards;

/// <summary>Tables, columns, types, character sets, keys, constraints, views, triggers, routines and events are the same on both servers.</summary>
internal sealed class SchemasAreEqual : PairGuard
{
    private const int Shown = 5;

    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        var source = await SchemaReader.ReadAsync(run.Source, run.Options.Database, cancellation);
        var target = await SchemaReader.ReadAsync(run.Target, run.Options.Database, cancellation);
        if (!source.Keys.Any(what => what.StartsWith("table ", StringComparison.Ordinal)))
        {
            return Finding.Not($"{run.Source.Name} has no tables in {run.Options.Database}");
        }

        var differences = SchemaDifference.Between(source, target);
        run.Fact("schema_differences", differences.Select(difference => difference.ToString()).ToArray());
        return differences.Count == 0
            ? Finding.Ok($"{source.Keys.Count(what => what.StartsWith("table ", StringComparison.Ordinal))} tables, {source.Count} definitions")
            : Finding.Not(
                $"{differences.Count} definitions differ: {string.Join("; ", differences.Take(Shown))}{(differences.Count > Shown ? "; …" : "")}",
                "was the schema changed on one side only? Load the dump again, or make the same change through replication");
    }
}
