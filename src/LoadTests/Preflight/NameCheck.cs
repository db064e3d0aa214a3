using System.Net.Sockets;
using LoadTests.Traffic.Names;

namespace LoadTests.Preflight;

/// <summary>The host has an address.</summary>
internal static class NameCheck
{
    private const string Name = "dns";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="names">As the load will resolve.</param>
    public static async Task<PreflightCheck> RunAsync(Uri url, NameCache names, CancellationToken cancellation)
    {
        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return PreflightCheck.Good(Name, $"{url.Host} is an address");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var answer = await names.ResolveAsync(url.IdnHost, limit.Token);
            return answer.Addresses.Count > 0
                ? PreflightCheck.Good(Name, $"{url.Host} → {string.Join(", ", answer.Addresses)}")
                : PreflightCheck.Fix(Name, $"{url.Host} has no address: check the host in the URL");
        }
        catch (SocketException failure)
        {
            return PreflightCheck.Fix(Name, $"{url.Host} does not resolve ({failure.SocketErrorCode}): check the host in the URL and the resolver (this machine's, or DNS_SERVER)");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PreflightCheck.Fix(Name, $"the resolver gave no answer for {url.Host} in {Patience.TotalSeconds:0} s: check the resolver (this machine's, or DNS_SERVER)");
        }
    }
}
