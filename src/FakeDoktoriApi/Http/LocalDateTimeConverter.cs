using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeDoktoriApi.Http;

/// <summary>Java's LocalDateTime: seconds always, as many digits of a fraction as it has, no offset.</summary>
internal sealed class LocalDateTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture));
}
