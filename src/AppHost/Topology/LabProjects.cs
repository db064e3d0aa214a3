namespace AppHost.Topology;

/// <summary>The lab's own programs, relative to this project.</summary>
internal static class LabProjects
{
    public const string FakeDoktoriApi = "../FakeDoktoriApi/FakeDoktoriApi.csproj";
    public const string LoadTests = "../LoadTests/LoadTests.csproj";
    public const string ProxySwitch = "../ProxySwitch/ProxySwitch.csproj";
    public const string Rehearsal = "../Rehearsal/Rehearsal.csproj";
}
