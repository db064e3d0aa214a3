namespace AppHost.CommandLine;

/// <summary>Fetch the Aspire dashboard into the user's cache.</summary>
internal sealed record InstallDashboardRequest : LabRequest;
