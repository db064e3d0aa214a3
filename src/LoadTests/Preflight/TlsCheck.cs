using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using LoadTests.Traffic.Names;

namespace LoadTests.Preflight;

/// <summary>The TLS handshake and the certificate; nothing is sent over it.</summary>
internal static class TlsCheck
{
    private const string Name = "tls";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<PreflightCheck> RunAsync(Uri url, NameCache names, TimeSpan duration, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await ShakeHandsAsync(url, names, duration, time.GetUtcNow(), limit.Token);
        }
        catch (SocketException failure)
        {
            return PreflightCheck.Down(Name, $"{url.Authority} takes no connection ({failure.SocketErrorCode}): is the service up, and does a firewall let this machine through?");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PreflightCheck.Down(Name, $"{url.Authority} did not finish the handshake in {Patience.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            return PreflightCheck.Fix(Name, $"{url.Authority} does not speak TLS: is it an http port? Then the URL must begin with {(url.Scheme == "wss" ? "ws" : "http")}://");
        }
    }

    /// <summary>Whether a port that was asked in plain text would speak TLS.</summary>
    public static async Task<bool> SpeaksAsync(Uri url, NameCache names, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await ShakeHandsAsync(url, names, TimeSpan.Zero, DateTimeOffset.UnixEpoch, limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <param name="now">For the judgement of the certificate's dates.</param>
    public static PreflightCheck Judge(Uri url, X509Certificate2 certificate, SslPolicyErrors problems, IReadOnlyList<X509ChainStatusFlags> chain, TimeSpan duration, DateTimeOffset now)
    {
        var expires = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        var begins = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        var issuer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);
        var validity = string.Create(CultureInfo.InvariantCulture, $"certificate of {issuer}, valid {begins:yyyy-MM-dd} to {expires:yyyy-MM-dd HH:mm}Z");
        if (now < begins || now >= expires)
        {
            return PreflightCheck.Fix(Name, $"{url.Authority}: {validity}, which is not now: renew it, or set this machine's clock");
        }

        if (problems.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return PreflightCheck.Fix(Name, $"{url.Authority}: the certificate is for {certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}, not for {url.Host}: use the name it is for");
        }

        if (problems != SslPolicyErrors.None)
        {
            var why = certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData) ? "it is self-signed" : $"its chain is not trusted ({string.Join(", ", chain)})";
            return PreflightCheck.Fix(Name, $"{url.Authority}: {why}: have this machine trust its issuer (SSL_CERT_FILE, or the system's certificate store), or use the public name");
        }

        var left = expires - now;
        return left > duration
            ? PreflightCheck.Good(Name, string.Create(CultureInfo.InvariantCulture, $"{url.Authority}: {validity} ({left.TotalDays:0} days left)"))
            : PreflightCheck.Fix(Name, $"{url.Authority}: {validity}, before the run would end: renew it first");
    }

    private static async Task<PreflightCheck> ShakeHandsAsync(Uri url, NameCache names, TimeSpan duration, DateTimeOffset now, CancellationToken cancellation)
    {
        PreflightCheck? judgement = null;
        using var connection = new TcpClient();
        await connection.ConnectAsync([.. (await names.ResolveAsync(url.IdnHost, cancellation)).Addresses], url.Port, cancellation);
        await using var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = url.DnsSafeHost,
            RemoteCertificateValidationCallback = (_, certificate, chain, problems) =>
            {
                using var presented = new X509Certificate2(certificate!);
                judgement = Judge(url, presented, problems, [.. chain?.ChainStatus.Select(status => status.Status) ?? []], duration, now);

                // The judgement is ours; nothing is ever sent over this connection.
                return true;
            },
        }, cancellation);
        return judgement ?? PreflightCheck.Fix(Name, $"{url.Authority} presents no certificate");
    }
}
