namespace FakeDoktoriApi.Schema;

/// <summary><see cref="Version"/> is null for what Flyway calls a repeatable migration: here the seeding.</summary>
internal sealed record FlywayRow(string? Version, string Script, int? Checksum, bool Success);
