namespace Rehearsal.Plans;

/// <summary>One LoadTests process that runs beside an act's runbooks.</summary>
/// <param name="Scenario">The scenario's id on the LoadTests command line.</param>
/// <param name="Duration">How long its virtual users loop.</param>
/// <param name="StartAfter">How long the act's first loads have been running when it starts; less than the act's baseline.</param>
public sealed record PlannedLoad(string Scenario, TimeSpan Duration, TimeSpan StartAfter = default);
