namespace AppHost.Projects;

internal sealed class FakeDoktoriApiProject() : LabProject("FakeDoktoriApi");
