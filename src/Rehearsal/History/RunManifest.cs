using Rehearsal.Plans;

namespace Rehearsal.History;

/// <summary>run.json: what was asked, on what, when. Written before the first act and again at the end.</summary>
/// <param name="RunId">Also the run folder's name.</param>
/// <param name="Profile">The profile's name in lower case.</param>
/// <param name="HikariAliveBypassMs">
/// HikariCP's aliveBypassWindowMs in the API under test: 0 validates a connection at every borrow, 500 is HikariCP's default.
/// It decides whether a killed idle connection can fail a read, so the report states it. Null when the host did not say.
/// </param>
/// <param name="HikariTestQuery">HikariCP's connectionTestQuery in the API under test: empty when connections are pinged; null when the host did not say.</param>
/// <param name="Fault">What was made to go wrong on purpose, "none" in a dress rehearsal.</param>
/// <param name="EndedAt">Null while the rehearsal plays, and for ever if it was killed.</param>
/// <param name="Interrupted">True when Ctrl+C or SIGTERM ended it.</param>
public sealed record RunManifest(
    string RunId,
    string Profile,
    IReadOnlyList<string> Phases,
    int Seed,
    int Rows,
    int? HikariAliveBypassMs,
    string? HikariTestQuery,
    string Fault,
    RehearsalPlan Plan,
    Machine Machine,
    Versions Versions,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool Interrupted);
