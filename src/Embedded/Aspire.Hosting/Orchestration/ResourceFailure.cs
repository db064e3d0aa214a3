namespace Aspire.Hosting.Orchestration;

/// <summary>Why a resource failed.</summary>
/// <param name="IsConsequence">It failed only because something it waits for failed.</param>
internal sealed record ResourceFailure(string Reason, bool IsConsequence);
