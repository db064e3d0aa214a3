using Migration.Replication;

namespace Migration.Servers;

/// <summary>Which server answered; pinned for the whole run, so that no statement ever reaches another one.</summary>
internal sealed record ServerIdentity(string Uuid, long ServerId, string VersionText, string VersionComment, Dialect Dialect, bool HasPerformanceSchema);
