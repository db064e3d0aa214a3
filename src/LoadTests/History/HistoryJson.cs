using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LoadTests.History;

/// <summary>The one place that fixes how history looks on disk: camelCase, one object a line (the summary is indented for people).</summary>
internal static class HistoryJson
{
    private static readonly HistoryJsonContext Lines = new(Options(indented: false));
    private static readonly HistoryJsonContext Pages = new(Options(indented: true));

    public static JsonTypeInfo<Sample> Sample => Lines.Sample;
    public static JsonTypeInfo<LedgerEvent> LedgerEvent => Lines.LedgerEvent;
    public static JsonTypeInfo<Annotation> Annotation => Lines.Annotation;
    public static JsonTypeInfo<RunSummary> RunSummary => Pages.RunSummary;

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        // Korean stays readable in the files; they are never put into HTML as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
    };
}
