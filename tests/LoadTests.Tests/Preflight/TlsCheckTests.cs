using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LoadTests.Preflight;

namespace LoadTests.Tests.Preflight;

public sealed class TlsCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Uri Url = new("https://doktori.example/api");

    [Fact]
    public void AGoodCertificate_ShowsItsValidity()
    {
        var check = Judge(from: -30, to: 60, SslPolicyErrors.None);

        Assert.True(check.Ok);
        Assert.Contains("valid 2026-05-02 to 2026-07-31", check.Detail);
        Assert.Contains("60 days left", check.Detail);
    }

    [Theory]
    [InlineData(-90, -1, SslPolicyErrors.RemoteCertificateChainErrors, "which is not now")]
    [InlineData(1, 90, SslPolicyErrors.RemoteCertificateChainErrors, "which is not now")]
    [InlineData(-1, 90, SslPolicyErrors.RemoteCertificateNameMismatch, "not for doktori.example")]
    [InlineData(-1, 90, SslPolicyErrors.RemoteCertificateChainErrors, "it is self-signed")]
    [InlineData(-1, 0.01, SslPolicyErrors.None, "before the run would end")]
    public void SaysWhatToFix(double from, double to, SslPolicyErrors problems, string words)
    {
        var check = Judge(from, to, problems);

        Assert.False(check.Ok);
        Assert.Contains(words, check.Detail);
    }

    private static PreflightCheck Judge(double from, double to, SslPolicyErrors problems)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=other.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(from), Now.AddDays(to));
        return TlsCheck.Judge(Url, certificate, problems, [X509ChainStatusFlags.UntrustedRoot], TimeSpan.FromMinutes(30), Now);
    }
}
