using System.Text.Json.Serialization;

namespace LoadTests.Reports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiveLine))]
internal sealed partial class ReportsJsonContext : JsonSerializerContext;
