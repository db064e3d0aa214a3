using Migration.Control;

namespace Migration.Zones;

/// <summary>The name server's control API over HTTP.</summary>
internal sealed class HttpDnsControl(DnsEndpoint dns) : IDnsControl
{
    private readonly ControlClient _control = new("dns", dns.ControlUrl, dns.ControlToken);

    public async Task<DnsSnapshot> StateAsync(CancellationToken cancellation) => Checked(await _control.GetAsync<DnsSnapshot>("control/state", cancellation));

    public async Task TestAsync(IReadOnlyDictionary<string, string>? records, int? ttlSeconds, CancellationToken cancellation) =>
        await _control.PostAsync<object>("control/test", Body(records, ttlSeconds), cancellation);

    public async Task<DnsSnapshot> ChangeAsync(IReadOnlyDictionary<string, string>? records, int? ttlSeconds, CancellationToken cancellation) =>
        Checked(await _control.PostAsync<DnsSnapshot>("control/change", Body(records, ttlSeconds), cancellation));

    public void Dispose() => _control.Dispose();

    private static Dictionary<string, object> Body(IReadOnlyDictionary<string, string>? records, int? ttlSeconds)
    {
        var body = new Dictionary<string, object>();
        if (records is not null)
        {
            body["records"] = records;
        }

        if (ttlSeconds is { } seconds)
        {
            body["ttlSeconds"] = seconds;
        }

        return body;
    }

    /// <summary>A JSON object without the fields is another program's answer.</summary>
    private DnsSnapshot Checked(DnsSnapshot state) => state is { Records: not null }
        ? state
        : throw new ControlFailure("dns", $"{dns.ControlUrl} did not answer as the name server does: is this its control address?");
}
