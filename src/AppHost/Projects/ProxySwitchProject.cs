namespace AppHost.Projects;

internal sealed class ProxySwitchProject() : LabProject("ProxySwitch");
