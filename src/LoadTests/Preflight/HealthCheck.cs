using System.Text.Json;
using LoadTests.History;
using LoadTests.Traffic.Names;

namespace LoadTests.Preflight;

/// <summary>GET /health answers as the Doktori API does. A service that is just starting gets a while.</summary>
internal static class HealthCheck
{
    private const string Name = "health";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <returns>The answer is null unless it came from the Doktori API.</returns>
    public static async Task<(PreflightCheck Check, ProbeAnswer? Answer)> RunAsync(Uri baseUrl, NameCache names, Probe probe, TimeProvider time, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var answer = await probe.SendAsync(HttpMethod.Get, "health", OneAnswer, cancellation);
            if (answer.Status == 200 && IsOurs(answer.Body))
            {
                return (PreflightCheck.Good(Name, $"GET /health answers 200 in {(answer.Answered - answer.Asked).TotalMilliseconds:0} ms"), answer);
            }

            if (await WhatToFixAsync(baseUrl, names, answer, cancellation) is { } fix)
            {
                return (PreflightCheck.Fix(Name, fix), null);
            }

            if (time.GetElapsedTime(begun) > Patience)
            {
                var what = answer.Status == 0 ? $"no answer ({Words(answer.Outcome)})" : $"status {answer.Status}";
                return (PreflightCheck.Down(Name, $"GET /health gave {what} for {Patience.TotalSeconds:0} s; the target is not up, so there is nothing to measure"), null);
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <summary>Null when waiting may help.</summary>
    private static async Task<string?> WhatToFixAsync(Uri baseUrl, NameCache names, ProbeAnswer answer, CancellationToken cancellation)
    {
        // nginx answers 400 to plain text on its TLS port; others close the connection.
        if (baseUrl.Scheme == "http" && (answer.Status == 400 || answer.Outcome is Outcome.Reset or Outcome.Protocol) && await TlsCheck.SpeaksAsync(baseUrl, names, cancellation))
        {
            return $"{baseUrl.Authority} is an https port: BASE_URL must begin with https://";
        }

        return answer switch
        {
            { Status: >= 300 and < 400, Location: { } location } => $"GET /health is redirected to {Target(baseUrl, location)}: redirects are not followed, set BASE_URL to where the API really is",
            { Status: 200 } => "GET /health answered 200, but not with the Doktori API's JSON: is BASE_URL the web site instead of the API?",
            { Status: >= 300 and < 500 } => $"GET /health answered {answer.Status}: BASE_URL is not a Doktori API (it must end in /api, and its health must be public)",
            { Outcome: Outcome.Protocol } => $"{baseUrl.Authority} does not speak HTTP: check host and port of BASE_URL",
            _ => null,
        };
    }

    private static string Target(Uri baseUrl, Uri location)
    {
        var target = new Uri(baseUrl, location);
        return target.GetLeftPart(UriPartial.Path);
    }

    private static string Words(Outcome outcome) => outcome switch
    {
        Outcome.Refused => "refused",
        Outcome.Timeout => "timed out",
        Outcome.Reset => "cut off",
        _ => outcome.ToString(),
    };

    private static bool IsOurs(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
