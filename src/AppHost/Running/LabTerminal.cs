using System.Globalization;
using AppHost.Control;
using AppHost.Dashboard;
using Aspire.Hosting.ApplicationModel;
using MySqlRuntime.Fetching;
using Spectre.Console;

namespace AppHost.Running;

/// <summary>What the host itself says: to standard output while the terminal is its own, errors to standard error.</summary>
internal sealed class LabTerminal
{
    private const int WidthWithoutTerminal = 240;
    private static readonly TimeSpan FetchUpdate = TimeSpan.FromMilliseconds(200);
    private readonly IAnsiConsole output = AnsiConsole.Console;
    private readonly IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly TimeProvider time = TimeProvider.System;
    private readonly long began = TimeProvider.System.GetTimestamp();

    public LabTerminal()
    {
        // In a file or a pipe there is no edge to wrap at, and a wrapped command cannot be copied.
        if (Console.IsOutputRedirected)
        {
            output.Profile.Width = WidthWithoutTerminal;
        }

        if (Console.IsErrorRedirected)
        {
            errors.Profile.Width = WidthWithoutTerminal;
        }
    }

    public void Announce(string text) => Say(() => output.MarkupLineInterpolated($"[bold]{text}[/]"));

    public void ShowReady(string resource)
    {
        var seconds = time.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Say(() => output.MarkupLineInterpolated($"  [green]✓[/] {resource,-16} [grey]{seconds,5} s[/]"));
    }

    /// <summary>The first line says what failed, the others why.</summary>
    public void Fail(string message)
    {
        var lines = message.Split('\n', 2);
        Say(() =>
        {
            errors.MarkupLineInterpolated($"[red]✗ {lines[0]}[/]");
            if (lines.Length > 1)
            {
                errors.Profile.Out.Writer.WriteLine(lines[1]);
            }
        });
    }

    /// <summary>One line per change of a state, with the time of day.</summary>
    public void ShowChange(string resource, CustomResourceSnapshot state)
    {
        var health = state.HealthStatus is { } known ? $" ({known})" : string.Empty;
        var exitCode = state.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" (exit code {code})") : string.Empty;
        var now = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        Say(() => output.MarkupLineInterpolated($"[grey]{now}[/] [bold]{resource}[/] {state.State?.Text ?? string.Empty}{health}{exitCode}"));
    }

    public void ShowResources(IEnumerable<ResourceView> resources)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("resource", "state", "health", "address", "commands");
        foreach (var resource in resources)
        {
            var exitCode = resource.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" ({code})") : string.Empty;
            table.AddRow(
                Markup.Escape(resource.Name),
                Markup.Escape($"{resource.State}{exitCode}"),
                Markup.Escape(resource.Health ?? string.Empty),
                Markup.Escape(string.Join('\n', resource.Urls.Select(url => url.Url))),
                Markup.Escape(string.Join(", ", resource.Commands.Where(command => command.Enabled).Select(command => command.Name))));
        }

        Say(() => output.Write(table));
    }

    /// <summary>When its window has been closed nobody reads it any more, and the lab must still end well.</summary>
    private static void Say(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
    }

    /// <summary>Shows the progress of a fetch, should there be one.</summary>
    public async Task<T> ShowFetchAsync<T>(Func<IProgress<FetchProgress>, Task<T>> work)
    {
        if (!output.Profile.Capabilities.Interactive)
        {
            return await work(new FetchLines(output));
        }

        var bars = new FetchBar();
        var working = work(bars);
        await Task.WhenAny(working, bars.FirstReport);
        if (!working.IsCompleted)
        {
            await output.Progress().AutoClear(true).StartAsync(async context =>
            {
                var bar = context.AddTask("MySQL");
                while (!working.IsCompleted)
                {
                    bars.Show(bar);
                    await Task.WhenAny(working, Task.Delay(FetchUpdate));
                }
            });
        }

        return await working;
    }

    /// <summary>Shows an installation: on an interactive terminal one line that changes, else a line per step.</summary>
    public async Task<T> ShowInstallAsync<T>(Func<IProgress<InstallProgress>, Task<T>> work)
    {
        if (!output.Profile.Capabilities.Interactive)
        {
            return await work(new InstallLines(output));
        }

        return await output.Status().StartAsync("dashboard", context => work(new InstallStatus(context)));
    }
}
