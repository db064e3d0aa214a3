namespace Aspire.Hosting;

/// <summary>How the application is hosted.</summary>
public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The assembly whose project folder relative paths start from; the entry assembly unless given.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The folder relative paths start from; the AppHost's project folder unless given.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>The name in the dashboard's head; the assembly's unless given.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>Whether the application does without the dashboard; it also does when nobody has said where the dashboard's program is.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether the resources' output is copied to the console, each line under its resource's name.</summary>
    public bool EnableResourceLogging { get; set; }
}
