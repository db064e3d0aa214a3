using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Migration.Checksums;

/// <summary>The whole report as JSON: camel case, enums as words, durations in ms, SQL NULL as null; omitted values are absent, not null.</summary>
public static class ComparisonJson
{
    private static readonly JsonSerializerOptions WithValues = Options(omitValues: false);
    private static readonly JsonSerializerOptions WithoutValues = Options(omitValues: true);

    public static void Write(ComparisonReport report, Stream destination) =>
        JsonSerializer.Serialize(destination, report, report.ValuesOmitted ? WithoutValues : WithValues);

    /// <exception cref="JsonException">Not a report.</exception>
    public static ComparisonReport Read(Stream source) =>
        JsonSerializer.Deserialize<ComparisonReport>(source, WithValues) ?? throw new JsonException("The report is null.");

    private static JsonSerializerOptions Options(bool omitValues)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        if (omitValues)
        {
            resolver.Modifiers.Add(LeaveOutValues);
        }

        return new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
            WriteIndented = true,
            // Korean stays readable; the file is never put into a page as it is.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = resolver,
        };
    }

    private static void LeaveOutValues(JsonTypeInfo type)
    {
        if (type.Type == typeof(ColumnDifference))
        {
            foreach (var property in type.Properties.Where(p => p.Name is "source" or "target"))
            {
                property.ShouldSerialize = (_, _) => false;
            }
        }
    }
}
