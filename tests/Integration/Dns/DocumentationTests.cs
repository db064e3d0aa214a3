using System.Diagnostics;
using System.Globalization;

namespace Integration.Dns;

/// <summary>What docs/dns.md tells the operator to type works as written, and dig, which is not ours either, agrees with it.</summary>
public sealed class DocumentationTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

    private RunningDns dns = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => dns = await RunningDns.StartAsync();

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Fact(Timeout = Timeout)]
    public async Task EveryCurl_InTheManual_Works()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/bash"), "needs curl and bash");
        var commands = Commands("curl ");
        Assert.Equal(6, commands.Length);

        foreach (var command in commands)
        {
            var (exitCode, output) = await RunAsync(command + " --fail-with-body");
            Assert.True(exitCode == 0, $"{command}: {output}");
        }

        Assert.Equal(("127.0.0.3", 5), await dns.AskAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task EveryDig_InTheManual_Works()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/dig") && File.Exists("/bin/bash"), "needs dig (Debian: apt-get install dnsutils)");
        var commands = Commands("dig ");
        Assert.Equal(4, commands.Length);

        foreach (var command in commands)
        {
            var (exitCode, output) = await RunAsync(command);
            Assert.True(exitCode == 0, $"{command}: {output}");
            Assert.DoesNotContain("malformed", output, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData("DokTori.Test A", "status: NOERROR", "DokTori.Test.\t\t60\tIN\tA\t127.0.0.2", "flags: qr aa rd;", "EDNS: version: 0")]
    [InlineData("doktori.test A +tcp +noedns", "status: NOERROR", "doktori.test.\t\t60\tIN\tA\t127.0.0.2", "(TCP)")]
    [InlineData("doktori.test ANY +tcp", "ANSWER: 3", "IN\tNS\tns.doktori.test.", "ns.doktori.test.\t60\tIN\tA\t127.0.0.1")]
    [InlineData("www.doktori.test A", "status: NXDOMAIN", "doktori.test.\t\t60\tIN\tSOA\tns.doktori.test. hostmaster.doktori.test. ")]
    [InlineData("doktori.test AAAA +dnssec", "status: NOERROR", "ANSWER: 0, AUTHORITY: 1", "flags: do;")]
    [InlineData("example.com A", "status: REFUSED")]
    [InlineData("version.bind TXT CH", "status: REFUSED")]
    [InlineData("doktori.test A +opcode=notify", "status: NOTIMP")]
    [InlineData("doktori.test A +header-only", "status: FORMERR")]
    [InlineData("doktori.test A +edns=1 +noednsneg", "status: BADVERS", "EDNS: version: 0")]
    [InlineData("doktori.test A +subnet=10.0.0.0/8 +nsid +cookie", "status: NOERROR", "127.0.0.2")]
    public async Task Dig_Agrees(string query, params string[] parts)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/dig") && File.Exists("/bin/bash"), "needs dig (Debian: apt-get install dnsutils)");

        var (exitCode, output) = await RunAsync($"dig @127.0.0.1 -p \"$PORT\" +tries=1 +time=20 {query}");

        Assert.True(exitCode == 0, output);
        Assert.All(parts, part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.DoesNotContain("malformed", output, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", command]) { RedirectStandardOutput = true };
        start.Environment["DNS"] = dns.Control.ToString().TrimEnd('/');
        start.Environment["TOKEN"] = RunningDns.Secret;
        start.Environment["PORT"] = dns.Listen.Port.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output);
    }

    private static string[] Commands(string program)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Lab.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Lab.sln is not above the tests.");
        }

        return [.. File.ReadLines(Path.Combine(folder, "docs", "dns.md")).Where(line => line.StartsWith(program, StringComparison.Ordinal))];
    }
}
