namespace AppHost.Projects;

internal sealed class LoadTestsProject() : LabProject("LoadTests");
