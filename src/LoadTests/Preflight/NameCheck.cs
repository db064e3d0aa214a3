using System.Net;
using System.Net.Sockets;

namespace LoadTests.Preflight;

/// <summary>The host has an address.</summary>
internal static class NameCheck
{
    private const string Name = "dns";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="labResolver">Names are the lab's business: its own resolver answers them as the load asks.</param>
    public static async Task<PreflightCheck> RunAsync(Uri url, bool labResolver, CancellationToken cancellation)
    {
        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return PreflightCheck.Good(Name, $"{url.Host} is an address");
        }

        if (labResolver)
        {
            return PreflightCheck.Good(Name, $"{url.Host} is resolved by DNS_SERVER");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost, limit.Token);
            return addresses.Length > 0
                ? PreflightCheck.Good(Name, $"{url.Host} → {string.Join(", ", addresses.Select(address => address.ToString()))}")
                : PreflightCheck.Fix(Name, $"{url.Host} has no address: check the host in the URL");
        }
        catch (SocketException failure)
        {
            return PreflightCheck.Fix(Name, $"{url.Host} does not resolve ({failure.SocketErrorCode}): check the host in the URL and this machine's resolver");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PreflightCheck.Fix(Name, $"the resolver gave no answer for {url.Host} in {Patience.TotalSeconds:0} s: check this machine's resolver");
        }
    }
}
