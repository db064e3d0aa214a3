namespace AppHost.Projects;

internal sealed class RehearsalProject() : LabProject("Rehearsal");
