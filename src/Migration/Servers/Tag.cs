using Migration.Running;

namespace Migration.Servers;

/// <summary>Marks every statement with lab, run and step, so that a processlist, a slow log or <c>recover</c> can tell whose it is.</summary>
internal static class Tag
{
    public static string Of(string run, string step) => $"/* lab run={run} step={step} */";

    /// <summary>Joins statements into one round trip, each with its tag.</summary>
    public static Statement On(IReadOnlyList<Statement> statements, RunContext run)
    {
        var tag = Of(run.RunId, run.CurrentStep);
        return new Statement(
            string.Join(";\n", statements.Select(statement => $"{tag} {statement.Text}")),
            [.. statements.SelectMany(statement => statement.Secrets)]);
    }
}
