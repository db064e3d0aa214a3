namespace Rehearsal.History;

/// <summary>Versions of what was rehearsed.</summary>
public sealed record Versions(string Lab, string SourceMySql, string TargetMySql);
