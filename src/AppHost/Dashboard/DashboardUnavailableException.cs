namespace AppHost.Dashboard;

/// <summary>The dashboard cannot be had; the message says why and what to do.</summary>
internal sealed class DashboardUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
