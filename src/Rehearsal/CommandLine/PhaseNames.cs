namespace Rehearsal.CommandLine;

/// <summary>Phases as they are written on the command line, in buttons and in run.json.</summary>
public static class PhaseNames
{
    /// <summary>All of them, separated by commas.</summary>
    public static readonly string All = string.Join(',', Enum.GetValues<Phase>().Select(Of));

    public static string Of(Phase phase) => phase == Phase.RollbackAll ? "rollback-all" : phase.ToString().ToLowerInvariant();

    /// <summary>Null when there is no such phase.</summary>
    public static Phase? Parse(string text) =>
        Enum.GetValues<Phase>().Cast<Phase?>().FirstOrDefault(phase => string.Equals(Of(phase!.Value), text, StringComparison.OrdinalIgnoreCase));
}
