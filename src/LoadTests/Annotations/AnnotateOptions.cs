namespace LoadTests.Annotations;

/// <param name="Folder">Where the running tests write their results.</param>
/// <param name="At">Unix milliseconds; null: now.</param>
internal sealed record AnnotateOptions(string Title, string Text, string Folder, long? At);
