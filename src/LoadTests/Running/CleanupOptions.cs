using LoadTests.Safety;

namespace LoadTests.Running;

/// <param name="Database">By SQL instead of the API.</param>
/// <param name="Yes">Really remove; only by SQL.</param>
internal sealed record CleanupOptions(string RunId, TargetKind Target, bool Database, bool Yes);
