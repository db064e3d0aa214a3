using System.Text;
using System.Text.Json;

namespace Integration.FakeDoktoriApi;

internal static class Asking
{
    public static Task<Answer> GetAsync(this ApiInstance api, string path, string? token = null) => api.SendAsync(HttpMethod.Get, path, token);

    public static Task<Answer> PostAsync(this ApiInstance api, string path, string? token, string json) => api.SendAsync(HttpMethod.Post, path, token, json);

    public static Task<Answer> PutAsync(this ApiInstance api, string path, string? token, string json) => api.SendAsync(HttpMethod.Put, path, token, json);

    public static async Task<Answer> SendAsync(
        this ApiInstance api, HttpMethod method, string path, string? token = null, string? json = null, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path.TrimStart('/'), UriKind.Relative));
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        prepare?.Invoke(request);
        using var response = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/json";
        return new((int)response.StatusCode, isJson ? JsonDocument.Parse(text).RootElement : default, text, response.Headers);
    }

    /// <summary>The names of an object's properties, in the order they were written.</summary>
    public static string Names(this JsonElement element) => string.Join(' ', element.EnumerateObject().Select(p => p.Name));

    /// <summary>Outside the context path.</summary>
    public static async Task<Answer> GetRootedAsync(this ApiInstance api, string path)
    {
        using var response = await api.Http.GetAsync(new Uri(api.Root, path), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, default, text, response.Headers);
    }
}
