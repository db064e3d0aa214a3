using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LoadTests.Configuration;
using LoadTests.History;

namespace LoadTests.Annotations;

/// <summary>Grafana's annotations API: <c>POST /api/annotations</c>, tagged so that the migration dashboard shows it.</summary>
internal static class GrafanaAnnotations
{
    /// <summary>The dashboard asks for annotations with this tag.</summary>
    public const string Tag = "migration";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null when Grafana has it; else why not.</returns>
    public static async Task<string?> PostAsync(GrafanaSettings grafana, Annotation annotation, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !grafana.Url.IsLoopback };
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(grafana.Url.AbsoluteUri.TrimEnd('/') + "/api/annotations"));
        request.Headers.Authorization = grafana.ApiKey is { } key
            ? new AuthenticationHeaderValue("Bearer", key)
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{grafana.User}:{grafana.Password}")));
        request.Content = new ByteArrayContent(Body(annotation));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            return (int)response.StatusCode switch
            {
                >= 200 and < 300 => null,
                401 or 403 => $"Grafana refuses the credentials ({(int)response.StatusCode}): check GRAFANA_API_KEY, or GRAFANA_USER and GRAFANA_PASS; annotations need the Editor role",
                404 => "Grafana answered 404: check GRAFANA_URL (its root, without /api)",
                var status => $"Grafana answered {status}",
            };
        }
        catch (HttpRequestException failure)
        {
            return $"Grafana at {grafana.Url.Authority} gave no answer ({failure.HttpRequestError})";
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"Grafana at {grafana.Url.Authority} gave no answer in {Patience.TotalSeconds:0} s";
        }
    }

    private static byte[] Body(Annotation annotation)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("time", annotation.At / 1000);
            json.WriteStartArray("tags");
            json.WriteStringValue(Tag);
            json.WriteStringValue(annotation.Title);
            json.WriteEndArray();
            json.WriteString("text", annotation.Text.Length == 0 ? annotation.Title : $"{annotation.Title}: {annotation.Text}");
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
