using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>How one request ended, as the client saw it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Answered with the status the step expects.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>Answered with any other status.</summary>
    [JsonStringEnumMemberName("http")] Http,

    /// <summary>No whole answer within the request's own time limit (connecting included).</summary>
    [JsonStringEnumMemberName("timeout")] Timeout,

    /// <summary>The connection ended under the request: reset, broken pipe, or closed before the answer was whole.</summary>
    [JsonStringEnumMemberName("reset")] Reset,

    /// <summary>No connection could be made: refused or unreachable. The request never left.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>The host name did not resolve. The request never left.</summary>
    [JsonStringEnumMemberName("dns")] Dns,

    /// <summary>The TLS handshake failed. The request never left.</summary>
    [JsonStringEnumMemberName("tls")] Tls,

    /// <summary>The peer did not speak HTTP.</summary>
    [JsonStringEnumMemberName("protocol")] Protocol,

    /// <summary>We gave it up ourselves because the run ended.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}
