namespace AppHost.CommandLine;

/// <summary>Whether and how the Aspire dashboard is wanted.</summary>
/// <param name="IsUnsecured">No login token: every user of this machine may look and press.</param>
/// <param name="Port">Its port; null takes a free one.</param>
internal sealed record DashboardChoice(bool IsWanted, bool IsUnsecured, int? Port)
{
    public static DashboardChoice None { get; } = new(IsWanted: false, IsUnsecured: false, Port: null);
}
