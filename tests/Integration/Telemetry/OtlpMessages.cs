using System.Globalization;
using System.Text;

namespace Integration.Telemetry;

/// <summary>What a collector is sent, by the field numbers of opentelemetry-proto 1.x.</summary>
internal static class OtlpMessages
{
    public static IEnumerable<ReceivedSpan> Spans(ReadOnlyMemory<byte> request) =>
        from resource in ProtobufFields.All(request, 1)
        let service = Service(resource)
        from scope in ProtobufFields.All(resource, 2)
        let name = ScopeName(scope)
        from span in ProtobufFields.All(scope, 2)
        select new ReceivedSpan(
            service,
            name,
            Hex(ProtobufFields.One(span, 1)),
            Hex(ProtobufFields.One(span, 2)),
            Hex(ProtobufFields.One(span, 4)),
            Text(ProtobufFields.One(span, 5)),
            (int)ProtobufFields.Value(span, 6),
            (int)ProtobufFields.Value(ProtobufFields.One(span, 15), 3),
            Attributes(span, 9),
            [.. ProtobufFields.All(span, 11).Select(happened => Text(ProtobufFields.One(happened, 2)))],
            [.. ProtobufFields.All(span, 13).Select(link => Hex(ProtobufFields.One(link, 1)))]);

    public static IEnumerable<ReceivedLog> Logs(ReadOnlyMemory<byte> request) =>
        from resource in ProtobufFields.All(request, 1)
        let service = Service(resource)
        from scope in ProtobufFields.All(resource, 2)
        let name = ScopeName(scope)
        from log in ProtobufFields.All(scope, 2)
        select new ReceivedLog(service, name, AnyValue(ProtobufFields.One(log, 5)), Hex(ProtobufFields.One(log, 9)));

    /// <summary>Service and instrument.</summary>
    public static IEnumerable<(string Service, string Name)> Metrics(ReadOnlyMemory<byte> request) =>
        from resource in ProtobufFields.All(request, 1)
        let service = Service(resource)
        from scope in ProtobufFields.All(resource, 2)
        from metric in ProtobufFields.All(scope, 2)
        select (service, Text(ProtobufFields.One(metric, 1)));

    private static string Service(ReadOnlyMemory<byte> resource) => Attributes(ProtobufFields.One(resource, 1), 1).GetValueOrDefault("service.name", "");

    private static string ScopeName(ReadOnlyMemory<byte> scope) => Text(ProtobufFields.One(ProtobufFields.One(scope, 1), 1));

    private static Dictionary<string, string> Attributes(ReadOnlyMemory<byte> message, int field)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in ProtobufFields.All(message, field))
        {
            attributes[Text(ProtobufFields.One(attribute, 1))] = AnyValue(ProtobufFields.One(attribute, 2));
        }

        return attributes;
    }

    private static string AnyValue(ReadOnlyMemory<byte> value) => ProtobufFields.Of(value).Select(field => field.Number switch
    {
        1 => Text(field.Bytes),
        4 => BitConverter.UInt64BitsToDouble(field.Value).ToString(CultureInfo.InvariantCulture),
        5 => string.Join(", ", ProtobufFields.All(field.Bytes, 1).Select(AnyValue)),
        _ => field.Value.ToString(CultureInfo.InvariantCulture),
    }).LastOrDefault("");

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
