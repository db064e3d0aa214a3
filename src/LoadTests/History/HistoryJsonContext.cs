using System.Text.Json.Serialization;

namespace LoadTests.History;

[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(LedgerEvent))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(Annotation))]
internal sealed partial class HistoryJsonContext : JsonSerializerContext;
