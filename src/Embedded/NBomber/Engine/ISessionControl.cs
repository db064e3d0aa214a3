namespace NBomber.Engine;

/// <summary>How a copy ends its scenario or the whole session.</summary>
internal interface ISessionControl
{
    void StopScenario(string scenarioName, string reason);

    void StopSession(string reason);
}
