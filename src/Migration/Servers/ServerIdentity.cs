using Migration.Replication;

namespace Migration.Servers;

/// <summary>Which server answered; pinned for the whole run, so that no statement ever reaches another one.</summary>
/// <param name="ExecutesText">It has <c>sys.execute_prepared_stmt</c>. https://dev.mysql.com/doc/refman/8.4/en/sys-execute-prepared-stmt.html</param>
internal sealed record ServerIdentity(string Uuid, long ServerId, string VersionText, string VersionComment, Dialect Dialect, bool HasPerformanceSchema, bool ExecutesText);
