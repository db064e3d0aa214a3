namespace LoadTests.Scenarios.NginxSwitch;

/// <summary>Another server answers from now on.</summary>
internal sealed record ServerSwitch(string From, string To);
