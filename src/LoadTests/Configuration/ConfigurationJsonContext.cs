using System.Text.Json.Serialization;

namespace LoadTests.Configuration;

[JsonSerializable(typeof(string[]))]
internal sealed partial class ConfigurationJsonContext : JsonSerializerContext;
