using Migration.Checksums.Schemas;

namespace Migration.Checksums.Tables;

/// <summary>Which tables are compared, which only one side has, and how their definitions differ.</summary>
internal sealed record TablePairing(
    IReadOnlyList<SharedTable> Shared, IReadOnlyList<TableResult> OneSided, IReadOnlyList<SchemaFinding> Findings)
{
    public int Count => Shared.Count + OneSided.Count;

    public static TablePairing Of(ComparisonRequest request, DatabaseDefinition source, DatabaseDefinition target)
    {
        var (shared, oneSided, findings) = (new List<SharedTable>(), new List<TableResult>(), new List<SchemaFinding>());
        var names = request.Tables.Count > 0 ? request.Tables : source.Tables.Concat(target.Tables).Select(t => t.Name);
        foreach (var name in names.Except(request.ExcludedTables).Distinct().Order(StringComparer.Ordinal))
        {
            switch ((source.Table(name), target.Table(name)))
            {
                case ({ } s, { } t):
                    shared.Add(SharedTable.Of(request.Database, s, t));
                    findings.AddRange(SchemaDifferences.Of(s, t));
                    break;
                case ({ } s, null):
                    oneSided.Add(TableComparer.OneSided(s, TableOutcome.OnlyOnSource));
                    findings.Add(new SchemaFinding(name, null, "table", "present", null));
                    break;
                case (null, { } t):
                    oneSided.Add(TableComparer.OneSided(t, TableOutcome.OnlyOnTarget));
                    findings.Add(new SchemaFinding(name, null, "table", null, "present"));
                    break;
                default:
                    oneSided.Add(TableComparer.Unknown(name));
                    break;
            }
        }

        return new TablePairing(shared, oneSided, findings);
    }
}
