using System.Globalization;
using System.Text.RegularExpressions;
using AppHost.Dashboard;
using Microsoft.Playwright;
using MySqlRuntime;

namespace Integration.Hosting;

/// <summary>The real dashboard, in a real browser, beside a whole lab. The browser alone fills a processor, so no other test runs meanwhile.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed partial class DashboardPageTests
{
    private const float Patience = 90_000;
    private static readonly string[] Chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>With <c>LAB_SCREENSHOTS</c> set to a folder, each page is photographed into it.</summary>
    [Fact]
    public async Task Shows_Resources_Logs_ATrace_AndCarriesOutACommand()
    {
        var chromium = Chromium.FirstOrDefault(File.Exists);
        Assert.SkipUnless(chromium is not null, "There is no Chromium on this machine: apt-get install chromium");
        Assert.SkipUnless(DashboardPlaces.OfThisUser().Find() is not null, "The Aspire dashboard is not installed: dotnet run --project src/AppHost -- dashboard install");
        await NeedMySqlAsync();
        using var lab = HostProcess.Start("AppHost.dll", "--dashboard", "--rows", "200", "--out", "{folder}/out");
        await lab.PrintedAsync("Dashboard: http://", Cancellation);
        var login = lab.Output.Split('\n').Single(line => line.Contains("Dashboard: http://", StringComparison.Ordinal)).Split("Dashboard: ")[1].Trim();

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 900 } });
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync(login);
        foreach (var resource in (string[])["mysql-lightsail", "mysql-rds", "db-proxy", "api-lightsail"])
        {
            await Row(page, resource).Filter(new LocatorFilterOptions { HasText = "Running" }).First.WaitForAsync();
        }

        await PhotographAsync(page, "dashboard-resources");
        await page.GotoAsync(new Uri(new Uri(page.Url), "/consolelogs/resource/lab-schema").ToString());
        await page.GetByText("migrations applied").First.WaitForAsync();
        await PhotographAsync(page, "dashboard-console-logs");

        await page.GotoAsync(new Uri(new Uri(page.Url), "/").ToString());
        await Row(page, "connpool").Locator("[title='Start'], [aria-label='Start']").First.ClickAsync();
        await Row(page, "connpool").Filter(new LocatorFilterOptions { HasText = "Running" }).First.WaitForAsync();
        await PhotographAsync(page, "dashboard-command");

        await OpenTraceAsync(page, "connpool", AMeetingsRequest());
        await page.GetByText("DATA mysql Execute").First.WaitForAsync();
        await PhotographAsync(page, "dashboard-trace");

        foreach (var runbook in (string[])["dump-and-load", "set-up-replication", "cut-over"])
        {
            using var terminal = lab.StartAnother("AppHost.dll", "do", "mysql-rds", runbook);
            Assert.True(await terminal.ExitCodeAsync(Cancellation) == 0, terminal.Output);
        }

        await OpenTraceAsync(page, "runbooks", ACutover());
        await page.GetByText("PromoteTarget").First.WaitForAsync();
        await PhotographAsync(page, "dashboard-cutover");
        await page.GotoAsync(new Uri(new Uri(page.Url), "/?view=Graph").ToString());
        await page.GetByText("mysql-rds").First.WaitForAsync();
        await PhotographAsync(page, "dashboard-graph");

        await lab.SignalAsync("INT");
        Assert.Equal(0, await lab.ExitCodeAsync(Cancellation));
        Assert.Empty(LivingProcess.Mentioning(lab.Folder));
    }

    /// <summary>
    /// Rows move while new traces arrive: the click is given to the row itself, not to a place on the page, and again if the row went away under it.
    /// </summary>
    private static async Task OpenTraceAsync(IPage page, string service, Regex name)
    {
        const float patience = 10_000;
        await page.GotoAsync(new Uri(new Uri(page.Url), $"/traces/resource/{service}").ToString());
        for (var attempt = 1; ; attempt++)
        {
            await page.GetByText(name).First.DispatchEventAsync("click");
            try
            {
                await page.WaitForURLAsync("**/traces/detail/**", new PageWaitForURLOptions { Timeout = patience });
                return;
            }
            catch (TimeoutException) when (attempt < 10)
            {
                // Once more.
            }
        }
    }

    /// <summary>A trace begins with the load test's request.</summary>
    [GeneratedRegex("connpool: GET .*meetings")]
    private static partial Regex AMeetingsRequest();

    [GeneratedRegex("runbooks: cut-over")]
    private static partial Regex ACutover();

    private static ILocator Row(IPage page, string resource) => page.Locator("tr").Filter(new LocatorFilterOptions { HasText = resource });

    private static async Task PhotographAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LAB_SCREENSHOTS") is { Length: > 0 } folder)
        {
            // The page fades in what it has just received.
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.png")), Animations = ScreenshotAnimations.Disabled });
        }
    }

    private static async Task NeedMySqlAsync()
    {
        try
        {
            await MySqlLocator.FindOrFetchAsync(cancellationToken: Cancellation);
        }
        catch (MySqlUnavailableException reason)
        {
            Assert.Skip(reason.Problem);
        }
    }
}
