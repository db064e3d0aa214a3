using System.Text.Json;

namespace ProxySwitch.Control;

/// <summary>Reads a request's JSON whatever its content type says (curl's default is a form), strictly, and answers for itself when it cannot.</summary>
internal static class ControlBody
{
    /// <returns>Null when the answer (400 or 413) was already written.</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext http) where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync<T>(http.Request.Body, ControlJson.Requests, http.RequestAborted) is { } body)
            {
                return body;
            }

            await ControlRefusal.WriteAsync(http, StatusCodes.Status400BadRequest, "bad_json", "the body must be a JSON object, not null");
        }
        catch (JsonException exception)
        {
            await ControlRefusal.WriteAsync(http, StatusCodes.Status400BadRequest, "bad_json", exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            await ControlRefusal.WriteAsync(http, exception.StatusCode, exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? "body_too_large" : "bad_request", exception.Message);
        }

        return null;
    }
}
