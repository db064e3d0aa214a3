using System.Globalization;
using System.Security.Cryptography;
using AppHost.CommandLine;
using AppHost.Running;
using MySqlRuntime.Servers;

namespace AppHost.Dashboard;

/// <summary>The dashboard of one lab: its addresses on loopback, its login token, and the words that make Aspire start it.</summary>
internal sealed class LabDashboard
{
    private const int TokenBytes = 16;
    private readonly Uri? loginUrl;
    private readonly bool isInstalled;

    private LabDashboard(Uri? loginUrl, bool isInstalled, IReadOnlyList<string> arguments)
    {
        this.loginUrl = loginUrl;
        this.isInstalled = isInstalled;
        Arguments = arguments;
    }

    public static LabDashboard None { get; } = new(loginUrl: null, isInstalled: true, []);

    public bool IsStarted => loginUrl is not null;

    /// <summary>Configuration for the hosting package, under Aspire's own names; never a process's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <exception cref="DashboardUnavailableException">It is wanted, but is not there, or its port is taken.</exception>
    public static LabDashboard Prepare(DashboardChoice choice, DashboardPlaces places)
    {
        // The full set brings its own.
        var program = LabPackages.AreEmbedded ? places.Find() : null;
        var isThere = program is not null || !LabPackages.AreEmbedded;
        if (!choice.IsWanted)
        {
            return new LabDashboard(loginUrl: null, isThere, []);
        }

        if (!isThere)
        {
            throw new DashboardUnavailableException("The Aspire dashboard is not on this machine. Fetch it once (about 127 MB): dotnet run --project src/AppHost -- dashboard install\nOr leave --dashboard out: everything else works without it.");
        }

        if (choice.Port is { } asked && !FreePort.IsFree(asked))
        {
            throw new DashboardUnavailableException(string.Create(CultureInfo.InvariantCulture, $"--dashboard-port: port {asked} is taken by another process, or this user may not listen there. Choose another, or leave the option out."));
        }

        var frontend = Loopback(choice.Port ?? FreePort.Next());
        var token = RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true);
        List<string> arguments =
        [
            "--ASPNETCORE_URLS", frontend,
            "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", Loopback(FreePort.Next()),
            "--ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true",
            "--AppHost:OtlpApiKey", RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true),
            .. choice.IsUnsecured ? (string[])["--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true"] : ["--ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", token],
            .. program is null ? Array.Empty<string>() : ["--Embedded:Dashboard", program],
        ];
        return new LabDashboard(new Uri(choice.IsUnsecured ? frontend : $"{frontend}/login?t={token}"), isThere, arguments);
    }

    /// <summary>One line for the terminal: where it is, or how to get it.</summary>
    public string Describe() => (loginUrl, isInstalled) switch
    {
        ({ } url, _) => $"Dashboard: {url}",
        (null, true) => "Dashboard: start the lab with --dashboard",
        _ => "Dashboard: fetch it once with 'dotnet run --project src/AppHost -- dashboard install', then start the lab with --dashboard",
    };

    private static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
