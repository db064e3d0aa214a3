namespace Integration.Migration;

/// <summary>What HikariCP's threads have seen.</summary>
/// <param name="ReadsByServer">By <c>server_id</c>.</param>
/// <param name="Log">HikariCP's own warnings.</param>
internal sealed record HikariLedger(IReadOnlyDictionary<int, int> ReadsByServer, int Sessions, IReadOnlyList<string> Failures, string Log)
{
    public override string ToString() =>
        $"{string.Join(", ", ReadsByServer.Select(reads => $"{reads.Value} reads from server {reads.Key}"))} over {Sessions} sessions, {Failures.Count} failed";
}
